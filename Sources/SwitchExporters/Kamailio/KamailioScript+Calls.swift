extension KamailioScript {
  /// What becomes of a call: desks, overflow, announcements, the switch's own routing.
  static let calls = #"""
    # Follows $var(key) until desks are found or the call ends; at most four numbers on one way.
    route[HM_FOLLOW] {
        route(HM_TIME);
        while ($var(depth) < 4) {
            $var(depth) = $var(depth) + 1;
            route(HM_ROW);
            if ($var(state) == 0 && $var(depth) == 1) route(HM_OWN);
            if ($var(state) != 1) { $var(why) = "no-row"; route(HM_DAMAGED); }
            $var(action) = $(var(st){s.select,0,;});
            $var(arg) = $(var(st){s.select,1,;});
            if ($avp(hm_line) == "") $avp(hm_line) = $(var(st){s.select,6,;});
            $var(set) = $(var(arg){s.select,0, }{s.int});
            $avp(hm_depth) = $var(depth);
            $avp(hm_play) = "";
            $avp(hm_gone) = "";
            $avp(hm_next) = "";
            if ($var(action) == "go") $var(key) = $var(arg);
            else if ($var(action) == "forward") {
                $avp(hm_diverted) = "yes";
                $var(key) = $var(arg);
            }
            else if ($var(action) == "queue") {
                t_set_fr(HM_QUEUE_MS, HM_NO_REPLY_MS);
                route(HM_SET);
            }
            else if ($var(action) == "own") {
                $avp(hm_next) = $(var(arg){s.select,2, });
                $var(ring) = $(var(arg){s.select,1, }{s.int}) * 1000;
                t_set_fr("$var(ring)", HM_NO_REPLY_MS);
                route(HM_SET);
            }
            else if ($var(action) == "announce") {
                $avp(hm_play) = $(var(arg){s.select,1, });
                $avp(hm_next) = $(var(arg){s.select,2, });
                $avp(hm_diverted) = "yes";
                t_set_fr(HM_QUEUE_MS, HM_NO_REPLY_MS);
                route(HM_SET);
            }
            else if ($var(action) == "gone") {
                $avp(hm_play) = $(var(arg){s.select,1, });
                $avp(hm_gone) = "yes";
                t_set_fr(HM_QUEUE_MS, HM_NO_REPLY_MS);
                route(HM_SET);
            }
            else if ($var(action) == "pass") route(HM_OWN);
            else if ($var(action) == "none") {
                append_to_reply("X-Queue: nobody\r\n");
                send_reply("404", "Not Found");
                exit;
            }
            else { $var(why) = "no-action"; route(HM_DAMAGED); }
        }
        $var(why) = "too-deep";
        route(HM_DAMAGED);
    }

    # Sends the call to the first address of $var(set); returns with $var(key) where there is none.
    route[HM_SET] {
        if (ds_select_dst("$var(set)", "8")) { route(HM_RELAY); exit; }
        route(HM_UNSERVED);
        return(1);
    }

    # No address of the set took the call: on to the next number, or the end.
    route[HM_UNSERVED] {
        if ($avp(hm_next) != "") { $var(key) = $avp(hm_next); return(1); }
        if ($avp(hm_gone) != "") {
            append_to_reply("X-Queue: released\r\n");
            send_reply("410", "Gone");
            exit;
        }
        append_to_reply("X-Queue: undefined\r\n");
        send_reply("503", "No Desk");
        exit;
    }

    route[HM_RELAY] {
        $ru = $du;
        if ($avp(hm_recorded) == $null) { record_route(); $avp(hm_recorded) = "yes"; }
        t_on_branch("HM_BRANCH");
        t_on_failure("HM_NEXT");
        if (!t_relay()) sl_reply_error();
        exit;
    }

    # What a desk must know: the number the citizen dialled, and whose line it was.
    branch_route[HM_BRANCH] {
        append_hf("X-Legacy-Called: $avp(hm_called)\r\n");
        append_hf("X-Line: $avp(hm_line)\r\n");
        if ($avp(hm_diverted) != "")
            append_hf("Diversion: <sip:$avp(hm_called)@$Ri>;reason=unconditional;counter=1\r\n");
        if ($avp(hm_play) != "") {
            append_hf("X-Announcement: $avp(hm_play)\r\n");
            if ($avp(hm_next) != "") append_hf("X-Then: $avp(hm_next)\r\n");
        }
    }

    # Whatever is no answer moves on: busy, silent, down, refused. An announcing machine plays as
    # early media and then says 302 (played, go on) or 410 (played, the number is cancelled).
    failure_route[HM_NEXT] {
        if (t_is_canceled()) exit;
        if ($avp(hm_play) != "" && t_check_status("302|410")) {
            while (ds_next_dst()) { $var(left) = 1; }
        } else if (ds_next_dst()) {
            route(HM_RELAY);
        } else if ($avp(hm_next) == "" && $avp(hm_gone) == "") {
            # the desk's own reply goes to the caller
            exit;
        }
        $var(gen) = $avp(hm_gen);
        $var(now) = $avp(hm_now);
        $var(depth) = $avp(hm_depth);
        route(HM_UNSERVED);
        route(HM_FOLLOW);
        exit;
    }

    # The tables contradict themselves: said plainly, never guessed.
    route[HM_DAMAGED] {
        xlog("L_ERR", "hotline: $var(why): $avp(hm_called), key $var(key), table $var(gen)\n");
        append_to_reply("X-Queue: damaged\r\nX-Why: $var(why)\r\n");
        send_reply("500", "Routing Table Damaged");
        exit;
    }

    """#
}
