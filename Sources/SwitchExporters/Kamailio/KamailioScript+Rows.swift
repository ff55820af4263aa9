extension KamailioScript {
  /// Which row of a number holds now.
  static let rows = #"""
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
        $var(kind) = "";
        if ($var(gen) == "b") {
            if ($sht(day_b=>$var(ymd)) != $null) $var(kind) = $sht(day_b=>$var(ymd));
        } else {
            if ($sht(day_a=>$var(ymd)) != $null) $var(kind) = $sht(day_a=>$var(ymd));
        }
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
        $avp(hm_path) = $avp(hm_path) + " " + $(var(plan){s.strip,1});
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
            if ($var(days) != "" && $var(days) != $var(kind)) $var(holds) = 0;
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
