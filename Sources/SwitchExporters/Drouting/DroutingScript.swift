/// The `kamailio.cfg` that asks drouting rows; the process must run in `TZ=Asia/Shanghai`, since
/// the module reckons its windows in the zone of the process.
enum DroutingScript {
  /// The whole script, the same for every table.
  static let text =
    KamailioScript.opening.replacing(
      "@TABLES@", with: "mg_ctl, dr_rules and dr_gateways; run it in TZ=Asia/Shanghai"
    )
    .replacing("hotline/kamailio/1", with: "hotline/drouting/1")
    + rules + KamailioScript.request + calls

  private static let rules = #"""
    loadmodule "drouting.so"
    modparam("drouting", "db_url", HM_DB)
    modparam("drouting", "fetch_rows", 5000)
    modparam("drouting", "ruri_avp", "$avp(dr_ruri)")
    modparam("drouting", "attrs_avp", "$avp(dr_attrs)")
    modparam("drouting", "force_dns", 0)


    """#

  private static let calls = #"""
    route[HM_CALL] {
        # the live group, or what an acceptance caller on this machine names
        $var(group) = $(sht(ctl=>group){s.int});
        if ($si == "127.0.0.1") {
            if ($hdr(X-Route-Gen) =~ "^[1-9][0-9]*$") $var(group) = $(hdr(X-Route-Gen){s.int});
        }
        remove_hf("X-Route-Gen");
        remove_hf("X-Route-At");
        $avp(hm_called) = $rU;
        # the sentinel makes the prefix tree match whole numbers only
        $rU = $rU + "#";
        if (!do_routing("$var(group)")) {
            $rU = $avp(hm_called);
            route(HM_OWN);
        }
        route(HM_DESK);
        exit;
    }

    # The gateway that was chosen: kind;set;user;ring;announcement;diverted
    route[HM_DESK] {
        $var(gw) = $avp(dr_attrs);
        $avp(hm_kind) = $(var(gw){s.select,0,;});
        $avp(hm_play) = $(var(gw){s.select,4,;});
        $avp(hm_diverted) = $(var(gw){s.select,5,;});
        if ($avp(hm_kind) == "nobody") {
            append_to_reply("X-Queue: nobody\r\n");
            send_reply("404", "Not Found");
            exit;
        }
        $rU = $(var(gw){s.select,2,;});
        $var(ring) = $(var(gw){s.select,3,;}{s.int}) * 1000;
        if ($var(ring) > 0) t_set_fr("$var(ring)", HM_NO_REPLY_MS);
        else t_set_fr(HM_QUEUE_MS, HM_NO_REPLY_MS);
        if ($avp(hm_recorded) == $null) { record_route(); $avp(hm_recorded) = "yes"; }
        t_on_branch("HM_BRANCH");
        t_on_failure("HM_NEXT");
        if (!t_relay()) sl_reply_error();
        exit;
    }

    # What a desk must know: the number the citizen dialled.
    branch_route[HM_BRANCH] {
        append_hf("X-Legacy-Called: $avp(hm_called)\r\n");
        if ($avp(hm_diverted) != "")
            append_hf("Diversion: <sip:$avp(hm_called)@$Ri>;reason=unconditional;counter=1\r\n");
        if ($avp(hm_play) != "") {
            append_hf("X-Announcement: $avp(hm_play)\r\n");
            if ($avp(hm_kind) == "play") append_hf("X-Then: 12345\r\n");
        }
    }

    # Whatever is no answer moves on; what was played is not played again.
    failure_route[HM_NEXT] {
        if (t_is_canceled()) exit;
        $var(played) = 0;
        if ($avp(hm_play) != "" && t_check_status("302|410")) $var(played) = 1;
        if ($avp(hm_kind) == "gone" && $var(played) == 1) {
            append_to_reply("X-Queue: released\r\n");
            send_reply("410", "Gone");
            exit;
        }
        while (next_routing()) {
            $var(kind) = $(avp(dr_attrs){s.select,0,;});
            if ($var(kind) != "play" || $var(played) == 0) { route(HM_DESK); exit; }
        }
        if ($avp(hm_kind) == "gone") {
            append_to_reply("X-Queue: released\r\n");
            send_reply("410", "Gone");
            exit;
        }
        # the desk's own reply goes to the caller
        exit;
    }

    """#
}
