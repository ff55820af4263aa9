/// The `kamailio.cfg` that asks drouting rows; the process must run in `TZ=Asia/Shanghai`, since
/// the module reckons its windows in the zone of the process.
enum DroutingScript {
  /// The whole script, the same for every table.
  static let text: String =
    KamailioScript.opening(
      "drouting", tables: "mg_ctl, dr_rules and dr_gateways; run it in TZ=Asia/Shanghai")
    + rules + KamailioScript.request(pointer: "group", generation: "^[1-9][0-9]*$")
    + KamailioScript.waiting + calls + gateways + KamailioScript.ends

  private static let rules = #"""
    modparam("drouting", "db_url", HM_DB)
    modparam("drouting", "fetch_rows", 5000)
    modparam("drouting", "ruri_avp", "$avp(dr_ruri)")
    modparam("drouting", "attrs_avp", "$avp(dr_attrs)")
    modparam("drouting", "force_dns", 0)


    """#

  private static let calls = #"""
    route[HM_CALL] {
        $avp(hm_called) = $var(key);
        $avp(hm_gen) = $var(gen);
        $avp(hm_line) = "";
        $avp(hm_path) = "";
        $avp(hm_heard) = "";
        $avp(hm_set) = "";
        $avp(hm_rang) = "";
        $avp(hm_play) = "";
        route(HM_MS);
        $avp(hm_start) = $var(ms);
        $avp(hm_until) = $var(ms);
        if ($var(key) == "") route(HM_NOT_OURS);
        $avp(hm_ruri) = $ru;
        $var(group) = $(avp(hm_gen){s.int});
        # the sentinel makes the prefix tree match whole numbers only
        $rU = $var(key) + "#";
        if (!do_routing("$var(group)")) {
            $ru = $avp(hm_ruri);
            route(HM_NOT_OURS);
        }
        $var(isReplied) = 0;
        $var(played) = 0;
        $var(over) = "";
        route(HM_DESK);
        route(HM_ON);
        exit;
    }

    # The gateways behind the one that was tried; what was played is not played again. Then the call
    # ends.
    route[HM_ON] {
        # the module's own next_routing() works for a call that failed alone
        while ($avp(dr_ruri) != $null) {
            $ru = $avp(dr_ruri);
            $avp(dr_ruri) = $null;
            $avp(dr_attrs) = $null;
            route(HM_DESK);
        }
        if ($avp(hm_kind) == "gone") {
            if ($avp(hm_dry) != "") { $var(answer) = "released"; route(HM_ANSWER); }
            append_to_reply("X-Queue: released\r\n");
            send_reply("410", "Gone");
            exit;
        }
        if ($avp(hm_dry) != "") { $var(answer) = "unserved " + $avp(hm_set); route(HM_ANSWER); }
        # the reply of the desk that was asked goes to the caller
        if ($var(isReplied) == 1) exit;
        append_to_reply("X-Queue: undefined\r\n");
        send_reply("503", "No Desk");
        exit;
    }

    """#

  private static let gateways = #"""
    # The gateway that was chosen: kind;set;user;ring;announcement;diverted. Returns where it does
    # not have the call.
    route[HM_DESK] {
        $var(gw) = $avp(dr_attrs);
        $var(kind) = $(var(gw){s.select,0,;});
        $var(set) = $(var(gw){s.select,1,;});
        if ($var(kind) == "play" && $var(played) == 1) return(1);
        if ($var(set) == $var(over)) return(1);
        $avp(hm_kind) = $var(kind);
        $avp(hm_play) = $(var(gw){s.select,4,;});
        $avp(hm_diverted) = $(var(gw){s.select,5,;});
        if ($var(kind) == "nobody") {
            if ($avp(hm_dry) != "") { $var(answer) = "nobody"; route(HM_ANSWER); }
            append_to_reply("X-Queue: nobody\r\n");
            send_reply("404", "Not Found");
            exit;
        }
        $rU = $(var(gw){s.select,2,;});
        $var(ring) = $(var(gw){s.select,3,;}{s.int}) * 1000;
        if ($avp(hm_dry) != "") { route(HM_DRY); return(1); }
        $var(behind) = 0;
        if ($var(ring) > 0 || $var(kind) != "desk") $var(behind) = 1;
        if ($var(ring) == 0) $var(ring) = HM_QUEUE_MS;
        if ($avp(hm_set) != $var(set)) {
            # the time of one line or queue, which all its addresses share
            route(HM_MS);
            $avp(hm_until) = ($var(ms) + $var(ring)) mod 1000000000;
        }
        $var(last) = 0;
        if ($avp(dr_ruri) == $null) $var(last) = 1;
        route(HM_SHARE);
        if ($var(share) < 100 && $avp(hm_set) == $var(set)) return(1);
        if ($var(share) < 1000) $var(share) = 1000;
        $avp(hm_set) = $var(set);
        $avp(hm_rang) = "";
        t_set_fr("$var(share)", HM_NO_REPLY_MS);
        if ($avp(hm_recorded) == $null) { record_route(); $avp(hm_recorded) = "yes"; }
        t_on_branch("HM_BRANCH");
        t_on_reply("HM_REPLY");
        t_on_failure("HM_NEXT");
        if (t_relay()) exit;
        return(1);
    }

    # What the rows would do, without a call to anybody; sets have their names here.
    route[HM_DRY] {
        $avp(hm_set) = $var(set);
        $var(listed) = "," + $var(set) + ",";
        if ($avp(hm_down) =~ $var(listed)) return(1);
        if ($var(kind) == "play") {
            if ($avp(hm_heard) == "")
                $avp(hm_heard) = "announced " + $var(set) + " " + $avp(hm_play) + " ";
            return(1);
        }
        $var(answer) = "desks " + $var(set);
        if ($var(kind) == "gone") $var(answer) = "released " + $avp(hm_play);
        $avp(hm_address) = $ru;
        route(HM_ANSWER);
    }

    # What a desk must know: the number the citizen dialled.
    branch_route[HM_BRANCH] {
        append_hf("X-Legacy-Called: $avp(hm_called)\r\n");
        if ($avp(hm_diverted) != "") {
            remove_hf("Diversion");
            append_hf("Diversion: <sip:$avp(hm_called)@$Ri>;reason=unconditional;counter=1\r\n");
        }
        if ($avp(hm_play) != "") {
            append_hf("X-Announcement: $avp(hm_play)\r\n");
            if ($avp(hm_kind) == "play") append_hf("X-Then: 12345\r\n");
        }
    }

    # Whatever is no answer moves on.
    failure_route[HM_NEXT] {
        if (t_is_canceled()) exit;
        $var(isReplied) = 1;
        $var(played) = 0;
        $var(over) = "";
        if ($avp(hm_play) != "" && t_check_status("302|410")) {
            $var(played) = 1;
            $var(over) = $avp(hm_set);
        }
        if ($avp(hm_rang) != "") {
            route(HM_MS);
            $avp(hm_start) = $var(ms);
        }
        if ($avp(hm_kind) != "gone" || $var(played) == 0) route(HM_ON);
        append_to_reply("X-Queue: released\r\n");
        send_reply("410", "Gone");
        exit;
    }

    """#
}
