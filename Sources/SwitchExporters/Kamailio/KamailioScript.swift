/// The `kamailio.cfg` that evaluates the rendered tables: lookups and integer arithmetic alone.
///
/// Paths are names the command line may set: `kamailio -A 'HM_DB="text:///abs/dir"'`.
enum KamailioScript {
  /// The whole script, the same for every table.
  static let text =
    opening.replacing("@TABLES@", with: "mg_ctl, mg_num_a|b, mg_plan_a|b and mg_day")
    + tables + request + generation + rows + calls

  // MARK: Settings and the first request

  /// Names, core settings and the modules that every script of ours needs.
  static let opening = #"""
    #!KAMAILIO
    # hotline/kamailio/1: evaluates the tables @TABLES@; see Documentation/Reference.
    # Names may be given on the command line instead: kamailio -A 'HM_DB="text:///abs/dir"'.
    #!ifndef HM_LISTEN
    #!define HM_LISTEN udp:127.0.0.1:5060
    #!endif
    #!ifndef HM_DB
    #!define HM_DB "sqlite:////var/lib/hotline/route.db"
    #!endif
    #!ifndef HM_DISPATCHER
    #!define HM_DISPATCHER "/etc/kamailio/dispatcher.list"
    #!endif
    #!ifndef HM_CTL
    #!define HM_CTL "unix:/run/kamailio/kamailio_ctl"
    #!endif
    #!ifndef HM_NO_REPLY_MS
    #!define HM_NO_REPLY_MS 2000
    #!endif
    #!ifndef HM_QUEUE_MS
    #!define HM_QUEUE_MS 180000
    #!endif

    debug=1
    log_stderror=yes
    fork=yes
    children=2
    disable_tcp=yes
    auto_aliases=no
    max_while_loops=250
    listen=HM_LISTEN

    loadmodule "kex.so"
    loadmodule "corex.so"
    loadmodule "ctl.so"
    loadmodule "tm.so"
    loadmodule "tmx.so"
    loadmodule "sl.so"
    loadmodule "rr.so"
    loadmodule "pv.so"
    loadmodule "maxfwd.so"
    loadmodule "textops.so"
    loadmodule "siputils.so"
    loadmodule "xlog.so"
    #!ifdef HM_DBTEXT
    loadmodule "db_text.so"
    #!else
    loadmodule "db_sqlite.so"
    #!endif
    loadmodule "htable.so"

    modparam("ctl", "binrpc", HM_CTL)
    modparam("tm", "fr_timer", HM_NO_REPLY_MS)
    modparam("tm", "fr_inv_timer", HM_QUEUE_MS)
    # a desk that says 6xx must not keep the caller from the next one
    modparam("tm", "disable_6xx_block", 1)
    modparam("rr", "enable_full_lr", 1)
    #!ifdef HM_DBTEXT
    # without db_mode 1 a reload serves the file as it was at the start
    modparam("db_text", "db_mode", 1)
    modparam("db_text", "emptystring", 1)
    modparam("db_text", "max_result_rows", 5000000)
    #!endif
    modparam("htable", "db_url", HM_DB)
    modparam("htable", "fetch_rows", 5000)
    modparam("htable", "htable", "ctl=>size=4;dbtable=mg_ctl")

    """#

  private static let tables = #"""
    loadmodule "dispatcher.so"
    modparam("htable", "htable", "day=>size=12;dbtable=mg_day")
    modparam("htable", "htable", "num_a=>size=14;dbtable=mg_num_a")
    modparam("htable", "htable", "num_b=>size=14;dbtable=mg_num_b")
    modparam("htable", "htable", "plan_a=>size=14;dbtable=mg_plan_a")
    modparam("htable", "htable", "plan_b=>size=14;dbtable=mg_plan_b")
    modparam("dispatcher", "list_file", HM_DISPATCHER)
    modparam("dispatcher", "flags", 2)
    modparam("dispatcher", "xavp_dst", "_dsdst_")

    """#

  /// What becomes of a request before its number is looked up.
  static let request = #"""
    request_route {
        if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
        if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
        if (has_totag()) {
            if (loose_route()) { t_relay(); exit; }
            if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
            if (is_method("ACK")) exit;
            sl_send_reply("404", "Not Here"); exit;
        }
        t_check_trans();
        if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
        if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
        route(HM_CALL);
        exit;
    }

    # A number that is not in the table, or whose line is not ours yet: the switch's own routing.
    # Put it here; until then such calls get 404.
    route[HM_OWN] {
        append_to_reply("X-Queue: none\r\n");
        send_reply("404", "Not Found");
        exit;
    }


    """#

  private static let generation = #"""
    route[HM_CALL] {
        # the live generation and the present, or what an acceptance caller on this machine names
        $var(gen) = $sht(ctl=>active);
        $var(now) = $TS;
        if ($si == "127.0.0.1") {
            if ($hdr(X-Route-Gen) =~ "^[ab]$") $var(gen) = $hdr(X-Route-Gen);
            if ($hdr(X-Route-At) =~ "^[1-9][0-9]*$") $var(now) = $(hdr(X-Route-At){s.int});
        }
        remove_hf("X-Route-Gen");
        remove_hf("X-Route-At");
        if ($var(gen) != "a" && $var(gen) != "b") {
            $var(why) = "no-generation";
            route(HM_DAMAGED);
        }
        $avp(hm_called) = $rU;
        $avp(hm_gen) = $var(gen);
        $avp(hm_now) = $var(now);
        $avp(hm_diverted) = "";
        $avp(hm_line) = "";
        $var(key) = $rU;
        $var(depth) = 0;
        route(HM_FOLLOW);
        exit;
    }


    """#

  // MARK: Rows and time

  private static let rows = #"""
    # Local time and yyyymmdd of $var(now) by integers alone, whatever TZ the process has.
    route[HM_TIME] {
        $var(loc) = $var(now) + 28800;
        $var(min) = ($var(loc) mod 86400) / 60;
        $var(d) = $var(loc) / 86400 + 719468;
        $var(era) = $var(d) / 146097;
        $var(doe) = $var(d) mod 146097;
        $var(yoe) = ($var(doe) - $var(doe) / 1460 + $var(doe) / 36524 - $var(doe) / 146096) / 365;
        $var(doy) = $var(doe) - (365 * $var(yoe) + $var(yoe) / 4 - $var(yoe) / 100);
        $var(mp) = (5 * $var(doy) + 2) / 153;
        $var(dom) = $var(doy) - (153 * $var(mp) + 2) / 5 + 1;
        $var(year) = $var(yoe) + $var(era) * 400 + $var(mp) / 10;
        $var(ymd) = $var(year) * 10000 + (($var(mp) + 2) mod 12) * 100 + 100 + $var(dom);
        return(1);
    }

    # The first row of the plan of $var(key) that holds.
    # $var(state): 0 no such key, 1 found, 2 damaged.
    # A $var cannot be null: the table cell itself is tested.
    route[HM_ROW] {
        $var(state) = 0;
        if ($var(gen) == "b") {
            if ($sht(num_b=>$var(key)) == $null) return(1);
            $var(row) = $sht(num_b=>$var(key));
        } else {
            if ($sht(num_a=>$var(key)) == $null) return(1);
            $var(row) = $sht(num_a=>$var(key));
        }
        $var(state) = 2;
        $var(plan) = $(var(row){s.select,0,,});
        $var(i) = 0;
        while ($var(i) < 200) {
            $var(cell) = $var(plan) + "/" + $var(i);
            if ($var(gen) == "b") {
                if ($sht(plan_b=>$var(cell)) == $null) return(1);
                $var(st) = $sht(plan_b=>$var(cell));
            } else {
                if ($sht(plan_a=>$var(cell)) == $null) return(1);
                $var(st) = $sht(plan_a=>$var(cell));
            }
            $var(from) = $(var(st){s.select,2,;});
            $var(until) = $(var(st){s.select,3,;});
            $var(days) = $(var(st){s.select,4,;});
            $var(minutes) = $(var(st){s.select,5,;});
            $var(holds) = 1;
            if ($var(from) != "") {
                if ($var(now) < $(var(from){s.int})) $var(holds) = 0;
            }
            if ($var(until) != "") {
                if ($var(now) >= $(var(until){s.int})) $var(holds) = 0;
            }
            if ($var(days) != "") {
                if ($sht(day=>$var(ymd)) == $null) $var(holds) = 0;
                else if ($sht(day=>$var(ymd)) != $var(days)) $var(holds) = 0;
            }
            if ($var(minutes) != "") {
                if ($var(min) < $(var(minutes){s.select,0,-}{s.int})) $var(holds) = 0;
                if ($var(min) >= $(var(minutes){s.select,1,-}{s.int})) $var(holds) = 0;
            }
            if ($var(holds) == 1) { $var(state) = 1; return(1); }
            $var(i) = $var(i) + 1;
        }
        return(1);
    }


    """#
}
