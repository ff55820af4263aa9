extension KamailioScript {
  /// What becomes of a call: from number to number until desks are found or the call ends.
  static let calls = #"""
    # Follows $var(key) until desks are found or the call ends; at most four numbers on one way.
    route[HM_FOLLOW] {
        route(HM_TIME);
        while ($var(depth) < 4) {
            $var(depth) = $var(depth) + 1;
            route(HM_ROW);
            if ($var(state) == 0 && $var(depth) == 1) route(HM_NOT_OURS);
            if ($var(state) != 1) { $var(why) = "no-row"; route(HM_DAMAGED); }
            $var(action) = $(var(st){s.select,0,;});
            $var(arg) = $(var(st){s.select,1,;});
            if ($avp(hm_line) == "") $avp(hm_line) = $(var(st){s.select,6,;});
            $var(set) = $(var(arg){s.select,0, }{s.int});
            $var(ring) = HM_QUEUE_MS;
            $avp(hm_depth) = $var(depth);
            $avp(hm_play) = "";
            $avp(hm_gone) = "";
            $avp(hm_next) = "";
            if ($var(action) == "go") $var(key) = $var(arg);
            else if ($var(action) == "forward") {
                $avp(hm_diverted) = "yes";
                $var(key) = $var(arg);
            }
            else if ($var(action) == "queue") route(HM_SET);
            else if ($var(action) == "own") {
                $avp(hm_next) = $(var(arg){s.select,2, });
                $var(ring) = $(var(arg){s.select,1, }{s.int}) * 1000;
                route(HM_SET);
            }
            else if ($var(action) == "announce") {
                $avp(hm_play) = $(var(arg){s.select,1, });
                $avp(hm_next) = $(var(arg){s.select,2, });
                $avp(hm_diverted) = "yes";
                route(HM_SET);
            }
            else if ($var(action) == "gone") {
                $avp(hm_play) = $(var(arg){s.select,1, });
                $avp(hm_gone) = "yes";
                route(HM_SET);
            }
            else if ($var(action) == "pass") route(HM_NOT_OURS);
            else if ($var(action) == "none") {
                if ($avp(hm_dry) != "") { $var(answer) = "nobody"; route(HM_ANSWER); }
                $var(counted) = "reply|404";
                route(HM_COUNT);
                append_to_reply("X-Queue: nobody\r\n");
                send_reply("404", "Not Found");
                exit;
            }
            else { $var(why) = "no-action"; route(HM_DAMAGED); }
        }
        $var(why) = "too-deep";
        route(HM_DAMAGED);
    }

    # Sends the call to the first address of $var(set) that takes it; returns with $var(key) where
    # there is none.
    route[HM_SET] {
        $var(number) = $var(set) / 10;
        $var(listed) = "," + $var(number) + ",";
        if (!($avp(hm_down) =~ $var(listed)) && ds_select_dst("$var(set)", "8")) {
            if ($avp(hm_dry) != "") { route(HM_DRY); return(1); }
            $var(counted) = "set|" + $avp(hm_gen) + "|" + $avp(hm_called) + "|" + $var(number);
            route(HM_COUNT);
            # the time of one line or queue, which all its addresses share
            route(HM_MS);
            $avp(hm_until) = ($var(ms) + $var(ring)) mod 1000000000;
            route(HM_TRY);
        }
        route(HM_UNSERVED);
        return(1);
    }

    # No address of the set took the call: on to the next number, or the end.
    route[HM_UNSERVED] {
        if ($avp(hm_next) != "") { $var(key) = $avp(hm_next); return(1); }
        if ($avp(hm_dry) != "") {
            $var(answer) = "unserved " + $var(number);
            if ($avp(hm_gone) != "") $var(answer) = "released";
            route(HM_ANSWER);
        }
        if ($avp(hm_gone) != "") {
            $var(counted) = "reply|410";
            route(HM_COUNT);
            append_to_reply("X-Queue: released\r\n");
            send_reply("410", "Gone");
            exit;
        }
        $var(counted) = "reply|503";
        route(HM_COUNT);
        append_to_reply("X-Queue: undefined\r\n");
        send_reply("503", "No Desk");
        exit;
    }

    # Whatever is no answer moves on: busy, silent, down, refused. An announcing machine plays as
    # early media and then says 302 (played, go on) or 410 (played, the number is cancelled).
    failure_route[HM_NEXT] {
        if (t_is_canceled()) exit;
        if ($avp(hm_rang) != "") {
            route(HM_MS);
            $avp(hm_start) = $var(ms);
        } else if (t_branch_timeout()) route(HM_MARK);
        if ($avp(hm_play) == "" || !t_check_status("302|410")) {
            route(HM_BEHIND);
            route(HM_SHARE);
            if ($var(share) >= 100 && ds_next_dst()) route(HM_TRY);
            # the desk's own reply goes to the caller
            if ($var(behind) == 0) {
                $var(counted) = "reply|" + $T_reply_code;
                route(HM_COUNT);
                exit;
            }
        }
        $var(gen) = $avp(hm_gen);
        $var(now) = $avp(hm_now);
        $var(depth) = $avp(hm_depth);
        route(HM_UNSERVED);
        route(HM_FOLLOW);
        exit;
    }


    """#
}
