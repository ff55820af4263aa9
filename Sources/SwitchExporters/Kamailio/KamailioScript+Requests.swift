extension KamailioScript {
  /// What becomes of a request before its number is looked up.
  ///
  /// - Parameters:
  ///   - pointer: the key of `mg_ctl` that says which generation is live.
  ///   - generation: the pattern of a generation that a test may name.
  /// - Returns: the routes.
  static func request(pointer: String, generation: String) -> String {
    requests.replacing("@POINTER@", with: pointer).replacing("@GENERATION@", with: generation)
  }

  private static let requests = #"""
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
        $avp(hm_dry) = "";
    #!ifdef HM_TEST
        if ($Rn == "hm_test") {
            if (is_method("OPTIONS")) $avp(hm_dry) = "yes";
    #!ifndef HM_PROBE
            if (is_method("INVITE")) { sl_send_reply("403", "Calls Are Not Relayed Here"); exit; }
    #!endif
        }
    #!endif
        if ($avp(hm_dry) == "") {
            if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
            if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
        }
        route(HM_SPELLING);
        route(HM_ASKED);
        # what only we may say to a desk
        remove_hf_re("^X-Route-");
        remove_hf_re("^X-(Legacy-Called|Line|Then|Announcement|Queue|Member|Why)$");
        route(HM_CALL);
        exit;
    }

    # What is looked up: digits with at most a leading plus; empty where there is something else.
    route[HM_SPELLING] {
        $var(key) = "";
        if ($rU == $null) return(1);
        $var(user) = $(rU{s.select,0,;});
        if ($var(user) =~ "%") {
            if (!($var(user) =~ "^([^%]|%([2-6][0-9A-Fa-f]|7[0-9A-Ea-e]))+$")) return(1);
            $var(user) = $(var(user){s.unescape.user});
        }
        $var(user) = $(var(user){re.subst,/^[Tt][Ee][Ll]://});
        $var(user) = $(var(user){re.subst,/^[Ss][Ii][Pp][Ss]?://});
        $var(user) = $(var(user){re.subst,/[-. ()]//g});
        if ($var(user) =~ "^[+]?[0-9]+$") $var(key) = $var(user);
        return(1);
    }

    # Another generation, another instant and desks that are down: on the listener for tests alone.
    route[HM_ASKED] {
        $var(gen) = $sht(ctl=>@POINTER@);
        $var(now) = $TS;
        $avp(hm_down) = "";
    #!ifdef HM_TEST
        if ($Rn == "hm_test") {
            if ($hdr(X-Route-Gen) =~ "@GENERATION@") $var(gen) = $hdr(X-Route-Gen);
            if ($hdr(X-Route-At) =~ "^[1-9][0-9]*$") $var(now) = $(hdr(X-Route-At){s.int});
            if ($hdr(X-Route-Down) != $null)
                $avp(hm_down) = "," + $(hdr(X-Route-Down){re.subst,/ //g}) + ",";
        }
    #!endif
        return(1);
    }


    """#

  /// How long callers wait, and how long they may.
  static let waiting = #"""
    # Milliseconds of the present, from 0 again after eleven days.
    route[HM_MS] {
        $var(ms) = $(TV(sn)) mod 1000000 * 1000 + $(TV(un)) / 1000;
        return(1);
    }

    # How long the caller has waited, in milliseconds, since the call came or a desk last rang.
    route[HM_WAITED] {
        route(HM_MS);
        $var(waited) = $var(ms) - $avp(hm_start);
        if ($var(waited) < 0) $var(waited) = $var(waited) + 1000000000;
        return(1);
    }

    # How long an address may go without ringing, in $var(share). A call has 10 s until a desk rings;
    # 5 s of them are kept where something comes behind the set ($var(behind)). The last address of a
    # set ($var(last)) gets what is left, another half of it, and only the very last more than 3 s.
    # Nobody waits longer than the line's or the queue's own time. Below 100 nothing is left.
    route[HM_SHARE] {
        route(HM_WAITED);
        $var(share) = 10000 - $var(waited);
        if ($var(behind) == 1) $var(share) = $var(share) - 5000;
        if ($var(last) == 0) $var(share) = $var(share) / 2;
        if ($var(share) > 3000) {
            if ($var(last) == 0 || $var(behind) == 1) $var(share) = 3000;
        }
        route(HM_LEFT);
        if ($var(share) > $var(left)) $var(share) = $var(left);
        return(1);
    }

    # Milliseconds that are left of the line's or queue's own time.
    route[HM_LEFT] {
        $var(left) = $avp(hm_until) - $var(ms);
        if ($var(left) < -500000000) $var(left) = $var(left) + 1000000000;
        if ($var(left) > 500000000) $var(left) = $var(left) - 1000000000;
        return(1);
    }

    # A desk rings: from now on the caller's time is that of the line or of the queue.
    onreply_route[HM_REPLY] {
        if ($rs > 100 && $rs < 200) {
            $avp(hm_rang) = "yes";
            route(HM_MS);
            route(HM_LEFT);
            if ($var(left) < 100) $var(left) = 100;
            t_set_fr("$var(left)");
        }
    }


    """#

  /// Where a call ends that no desk has.
  static let ends = #"""
    # The switch's own routing has the call: no row, or the line is not ours yet.
    route[HM_NOT_OURS] {
        if ($avp(hm_dry) != "") { $var(answer) = "own"; route(HM_ANSWER); }
        route(HM_OWN);
        exit;
    }

    # Counts $var(counted); tests are not counted.
    route[HM_COUNT] {
    #!ifdef HM_TEST
        if ($Rn == "hm_test") return(1);
    #!endif
        $var(count) = $shtinc(cnt=>$var(counted));
        return(1);
    }

    # For a switch that has nobody else to ask.
    route[HM_404] {
        $var(counted) = "reply|404";
        route(HM_COUNT);
        append_to_reply("X-Queue: none\r\n");
        send_reply("404", "Not Found");
        exit;
    }

    # The answer to a test, with the table, the number looked up and the numbers passed.
    route[HM_ANSWER] {
        append_to_reply("X-Route-Answer: $avp(hm_heard)$var(answer)\r\n");
        append_to_reply("X-Route-Gen: $avp(hm_gen)\r\n");
        append_to_reply("X-Route-Called: $avp(hm_called)\r\n");
        if ($avp(hm_path) != "") append_to_reply("X-Route-Path:$avp(hm_path)\r\n");
        if ($avp(hm_line) != "") append_to_reply("X-Route-Line: $avp(hm_line)\r\n");
        if ($avp(hm_address) != $null) append_to_reply("X-Route-Address: $avp(hm_address)\r\n");
        sl_send_reply("200", "OK");
        exit;
    }

    # The tables contradict themselves: said plainly, never guessed.
    route[HM_DAMAGED] {
        xlog("L_ERR", "hotline: $var(why): $avp(hm_called), key $var(key), table $var(gen)\n");
        if ($avp(hm_dry) != "") { $var(answer) = "damaged " + $var(why); route(HM_ANSWER); }
        $var(counted) = "reply|500";
        route(HM_COUNT);
        append_to_reply("X-Queue: damaged\r\nX-Why: $var(why)\r\n");
        send_reply("500", "Routing Table Damaged");
        exit;
    }

    """#
}
