extension KamailioScript {
  /// From address to address of one set.
  static let addresses = #"""
    # Sends the call to the address that was chosen, or to the next that can be sent to; returns
    # where there is none or no time is left.
    route[HM_TRY] {
        if ($avp(hm_recorded) == $null) { record_route(); $avp(hm_recorded) = "yes"; }
        $var(tried) = 0;
        while ($var(tried) < 32) {
            $var(tried) = $var(tried) + 1;
            route(HM_BEHIND);
            route(HM_SHARE);
            if ($var(share) < 100 && $var(tried) > 1) return(1);
            if ($var(share) < 1000) $var(share) = 1000;
            $avp(hm_rang) = "";
            $ru = $du;
            t_on_branch("HM_BRANCH");
            t_on_reply("HM_REPLY");
            t_on_failure("HM_NEXT");
            t_set_fr("$var(share)", HM_NO_REPLY_MS);
            if (t_relay()) exit;
            route(HM_MARK);
            if (!ds_next_dst()) return(1);
        }
        return(1);
    }

    # Whether another address, and another number, come behind the address that was chosen.
    route[HM_BEHIND] {
        $var(last) = 0;
        if ($xavp(_dsdst_[1]=>uri) == $null) $var(last) = 1;
        $var(behind) = 0;
        if ($avp(hm_next) != "" || $avp(hm_gone) != "") $var(behind) = 1;
        return(1);
    }

    # The address took no call: it is left out until it answers again, unless it is the only hope.
    route[HM_MARK] {
        route(HM_BEHIND);
        if ($var(last) == 0 || $var(behind) == 1) ds_mark_dst("ip");
        return(1);
    }

    # What a desk must know: the number the citizen dialled, and whose line it was.
    branch_route[HM_BRANCH] {
        append_hf("X-Legacy-Called: $avp(hm_called)\r\n");
        append_hf("X-Line: $avp(hm_line)\r\n");
        if ($avp(hm_diverted) != "") {
            remove_hf("Diversion");
            append_hf("Diversion: <sip:$avp(hm_called)@$Ri>;reason=unconditional;counter=1\r\n");
        }
        if ($avp(hm_play) != "") {
            append_hf("X-Announcement: $avp(hm_play)\r\n");
            if ($avp(hm_next) != "") append_hf("X-Then: $avp(hm_next)\r\n");
        }
    }


    """#

  /// What the tables would do, for a test that calls nobody.
  static let answers = #"""
    # What the tables would do, without a call to anybody.
    route[HM_DRY] {
        if ($avp(hm_next) != "" && $avp(hm_play) != "") {
            $avp(hm_heard) = "announced " + $var(number) + " " + $avp(hm_play) + " ";
            $var(key) = $avp(hm_next);
            return(1);
        }
        $var(answer) = "desks " + $var(number);
        if ($avp(hm_gone) != "") $var(answer) = "released " + $avp(hm_play);
        $avp(hm_address) = $du;
        route(HM_ANSWER);
    }


    """#
}
