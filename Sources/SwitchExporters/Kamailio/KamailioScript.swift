/// The `kamailio.cfg` that evaluates the rendered tables: lookups and integer arithmetic alone.
///
/// Paths are names the command line may set: `kamailio -A 'HM_DB="text:///abs/dir"'`. What becomes
/// of calls that are not ours is for the operator to say (`HM_OWN`): without it the switch does not
/// start.
enum KamailioScript {
  /// The whole script, the same for every table.
  static let text: String =
    opening("kamailio", tables: "mg_ctl, mg_num_a|b, mg_plan_a|b and mg_day_a|b")
    + tables + request(pointer: "active", generation: "^[ab]$") + waiting + generation + rows
    + calls + addresses + answers + ends

  /// Names, core settings and the modules that every script of ours needs.
  ///
  /// - Parameters:
  ///   - format: whose script it is.
  ///   - tables: what it evaluates.
  /// - Returns: the beginning of the script.
  static func opening(_ format: String, tables: String) -> String {
    let module = { (name: String) in
      format == name ? "loadmodule \"\(name == "kamailio" ? "dispatcher" : name).so\"\n" : ""
    }
    return settings.replacing("@FORMAT@", with: format).replacing("@TABLES@", with: tables)
      .replacing("@DISPATCHER@\n", with: module("kamailio"))
      .replacing("@DROUTING@\n", with: module("drouting"))
  }

  private static let settings = #"""
    #!KAMAILIO
    # hotline/@FORMAT@/1: evaluates the tables @TABLES@; see Documentation/Reference.
    # Names may be given on the command line: kamailio -A HM_OWN=HM_404.
    # Definitions and routes of your own may be in hotline-own.cfg beside this file.

    debug=1
    log_stderror=yes
    fork=yes
    children=4
    disable_tcp=yes
    auto_aliases=no
    max_while_loops=250
    # a name that cannot be resolved must not hold the process that asks for it
    dns_retr_time=1
    dns_retr_no=1
    dns_use_search_list=no

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
    @DISPATCHER@
    import_file "hotline-own.cfg"
    #!ifndef HM_OWN
    loadmodule "HM_OWN is not defined: name your route for other calls (110 too), or HM_404 to refuse"
    #!endif
    #!ifdef HM_DBTEXT
    loadmodule "db_text.so"
    #!else
    #!ifdef HM_POSTGRES
    loadmodule "db_postgres.so"
    #!else
    loadmodule "db_sqlite.so"
    #!endif
    #!endif
    loadmodule "htable.so"
    @DROUTING@

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

    listen=HM_LISTEN
    #!ifdef HM_TEST
    listen=HM_TEST name "hm_test"
    #!endif

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
    # what became of calls since the start, for whoever watches
    modparam("htable", "htable", "cnt=>size=12;initval=0")

    """#

  private static let tables = #"""
    modparam("htable", "htable", "day_a=>size=12;dbtable=mg_day_a")
    modparam("htable", "htable", "day_b=>size=12;dbtable=mg_day_b")
    modparam("htable", "htable", "num_a=>size=14;dbtable=mg_num_a")
    modparam("htable", "htable", "num_b=>size=14;dbtable=mg_num_b")
    modparam("htable", "htable", "plan_a=>size=14;dbtable=mg_plan_a")
    modparam("htable", "htable", "plan_b=>size=14;dbtable=mg_plan_b")
    #!define HM_ALIVE "class=2;class=3;code=400;code=401;code=403;code=404;code=405;code=480;code=486;code=501"
    modparam("dispatcher", "list_file", HM_DISPATCHER)
    modparam("dispatcher", "flags", 2)
    modparam("dispatcher", "xavp_dst", "_dsdst_")
    modparam("dispatcher", "reload_delta", 1)
    # an address that took no call is asked every 5 s and comes back with its first answer; in mode 0
    # it would be asked once, and any reply code but 408, which is what this switch calls none, will do
    modparam("dispatcher", "ds_ping_interval", 5)
    modparam("dispatcher", "ds_probing_mode", 2)
    modparam("dispatcher", "ds_probing_threshold", 1)
    modparam("dispatcher", "ds_inactive_threshold", 1)
    # any answer will do, but 408: that is what this switch calls none
    modparam("dispatcher", "ds_ping_reply_codes", HM_ALIVE)
    modparam("dispatcher", "ds_timer_mode", 1)

    """#

  private static let generation = #"""
    route[HM_CALL] {
        $avp(hm_called) = $var(key);
        $avp(hm_gen) = $var(gen);
        $avp(hm_now) = $var(now);
        $avp(hm_diverted) = "";
        $avp(hm_line) = "";
        $avp(hm_path) = "";
        $avp(hm_heard) = "";
        $var(depth) = 0;
        route(HM_MS);
        $avp(hm_start) = $var(ms);
        $var(counted) = "call";
        route(HM_COUNT);
        if ($var(gen) != "a" && $var(gen) != "b") {
            $var(why) = "no-generation";
            route(HM_DAMAGED);
        }
        if ($var(key) == "") route(HM_NOT_OURS);
        route(HM_FOLLOW);
        exit;
    }


    """#
}
