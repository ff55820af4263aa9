/// The SIPp scenarios of a probe: who calls, who answers, what is logged.
enum SippScenarios {
  private static let head = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

  /// A caller: dials field 0 at the instant of field 1 and logs where the call landed.
  static let caller =
    head + "<scenario name=\"caller\">\n" + invite
    + [100, 180].map { "<recv response=\"\($0)\" optional=\"true\"/>\n" }.joined()
    + "<recv response=\"183\" optional=\"true\"><action>\(token("X-Announcement", "heard"))"
    + "</action></recv>\n"
    + [302, 404, 408, 410, 480, 486, 487, 500, 503].map { code in
      "<recv response=\"\(code)\" optional=\"true\" next=\"1\"><action>\(queue)"
        + "<assignstr assign_to=\"status\" value=\"\(code)\"/></action></recv>\n"
    }.joined()
    + "<recv response=\"200\" rrs=\"true\"><action>\(queue)\(token("X-Legacy-Called", "legacy"))"
    + "<assignstr assign_to=\"status\" value=\"200\"/></action></recv>\n"
    + request("ACK", to: "[next_url]", cseq: "1 ACK", to: "[last_To:]", extra: "[routes]\n")
    + request("BYE", to: "[next_url]", cseq: "2 BYE", to: "[last_To:]", extra: "[routes]\n")
    + "<recv response=\"200\" next=\"2\"/>\n<label id=\"1\"/>\n"
    + "<send><![CDATA[\nACK sip:[field0]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n[last_From:]\n"
    + "[last_To:]\n[last_Call-ID:]\nCSeq: 1 ACK\nMax-Forwards: 70\nContent-Length: 0\n\n]]></send>\n"
    + "<label id=\"2\"/>\n<nop><action><log message=\"probe;[field0];[field1];[field2];[field3];"
    + "[field4];[field5];[$status];[$queue];[$heard];[$legacy];\"/></action></nop>\n</scenario>\n"

  /// A question: dials field 0 at the instant of field 1 and logs which address would be called.
  static let question =
    head + "<scenario name=\"question\">\n"
    + invite.replacing("INVITE", with: "OPTIONS")
    + "<recv response=\"200\"><action>\(token("X-Route-Address", "address"))</action></recv>\n"
    + "<nop><action><log message=\"probe;[field0];[field1];[field2];[field3];"
    + "[field4];[field5];200;[$address];;[field0];\"/></action></nop>\n</scenario>\n"

  /// A desk: answers with its set's name; busy or silent where the caller's header asks it to.
  static func desk(_ desk: SippProbe.Desk, isAnnouncing: Bool) -> String {
    let name = desk.set
    func asks(_ fault: String, _ variable: String) -> String {
      "<ereg regexp=\"^ *\(name)-\(fault)\" search_in=\"hdr\" header=\"X-Probe:\" "
        + "assign_to=\"\(variable)\" check_it=\"false\"/>"
    }
    let asked =
      "<recv request=\"OPTIONS\" optional=\"true\" next=\"7\"/>\n"
      + "<recv request=\"INVITE\"><action>" + asks("busy", "busy") + asks("silent", "silent")
      + "<ereg regexp=\"[0-9]\" search_in=\"hdr\" header=\"X-Then:\" assign_to=\"then\" "
      + "check_it=\"false\"/></action></recv>\n<nop next=\"5\" test=\"busy\"/>\n"
      + "<nop next=\"6\" test=\"silent\"/>\n"
    let identity = "X-Queue: \(name)\nX-Member: \(desk.member)\n"
    let answered =
      isAnnouncing
      ? reply("183 Session Progress", identity + "[last_X-Announcement:]\n")
        + "<nop next=\"1\" test=\"then\"/>\n"
        + reply("410 Gone", "X-Queue: released\n") + "<recv request=\"ACK\" next=\"9\"/>\n"
        + "<label id=\"1\"/>\n" + reply("302 Moved Temporarily", "X-Queue: \(name)\n")
        + "<recv request=\"ACK\" next=\"9\"/>\n"
      : reply("200 OK", identity + "[last_X-Legacy-Called:]\n")
        + "<recv request=\"ACK\"/>\n<recv request=\"BYE\"/>\n"
        + reply("200 OK", "", isNew: false) + "<nop next=\"9\"/>\n"
    let refused =
      "<label id=\"5\"/>\n" + reply("486 Busy Here", identity)
      + "<recv request=\"ACK\" next=\"9\"/>\n"
      + "<label id=\"6\"/>\n" + reply("180 Ringing", identity)
      + "<recv request=\"CANCEL\"/>\n" + reply("200 OK", "", isNew: false)
      + reply("487 Request Terminated", identity, cseq: "CSeq: 1 INVITE")
      + "<recv request=\"ACK\" next=\"9\"/>\n"
      + "<label id=\"7\"/>\n" + reply("200 OK", identity)
    return head + "<scenario name=\"\(name)/\(desk.member)\">\n" + asked + answered + refused
      + "<label id=\"9\"/>\n<Reference variables=\"busy,silent,then\"/>\n</scenario>\n"
  }

  // MARK: Parts

  private static let invite = """
    <send retrans="500"><![CDATA[
    INVITE sip:[field0]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:probe@[local_ip]:[local_port]>;tag=[pid]T[call_number]
    To: <sip:[field0]@[remote_ip]:[remote_port]>
    Call-ID: [call_id]
    CSeq: 1 INVITE
    Contact: <sip:probe@[local_ip]:[local_port]>
    Max-Forwards: 70
    X-Route-At: [field1]
    X-Route-Gen: [field3]
    X-Probe: [field5]-[field4]
    Content-Length: 0

    ]]></send>

    """

  private static func request(
    _ method: String, to uri: String, cseq: String, to line: String, extra: String
  ) -> String {
    "<send\(method == "BYE" ? " retrans=\"500\"" : "")><![CDATA[\n\(method) \(uri) SIP/2.0\n"
      + "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n\(extra)"
      + "From: <sip:probe@[local_ip]:[local_port]>;tag=[pid]T[call_number]\n\(line)\n"
      + "Call-ID: [call_id]\nCSeq: \(cseq)\nMax-Forwards: 70\nContent-Length: 0\n\n]]></send>\n"
  }

  private static func reply(
    _ status: String, _ extra: String, isNew: Bool = true, cseq: String = "[last_CSeq:]"
  ) -> String {
    "<send><![CDATA[\nSIP/2.0 \(status)\n[last_Via:]\n[last_From:]\n"
      + "[last_To:]\(isNew ? ";tag=[pid]D[call_number]" : "")\n[last_Call-ID:]\n\(cseq)\n"
      + (isNew ? "[last_Record-Route:]\n" : "") + extra
      + "Contact: <sip:[local_ip]:[local_port]>\nContent-Length: 0\n\n]]></send>\n"
  }

  private static let queue = token("X-Queue", "queue")

  private static func token(_ header: String, _ variable: String) -> String {
    "<ereg regexp=\"[^ ]+\" search_in=\"hdr\" header=\"\(header):\" check_it=\"false\" "
      + "assign_to=\"\(variable)\"/>"
  }

  // MARK: The script

  /// Starts a switch and the desks on this machine, makes the calls, ends what it started.
  static func script(port: Int, rate: Int) -> String {
    """
    #!/bin/bash
    # Asks a real Kamailio on this machine where calls land; ends only what it started.
    #   probe.sh RUN sqlite|dbtext|drouting TABLES [TABLES…]   each TABLES is a folder of our export;
    #   without one, the delivery that the probe was made for is asked
    set -uo pipefail
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    missing=()
    for tool in kamailio:kamailio kamcmd:kamailio sipp:sip-tester sqlite3:sqlite3; do
      command -v "${tool%:*}" > /dev/null || missing+=("${tool#*:}")
    done
    if [ ${#missing[@]} -gt 0 ]; then
      echo "nothing was run; install: $(printf '%s\\n' "${missing[@]}" | sort -u | paste -sd " " -)" >&2
      exit 69
    fi
    here=$(cd "$(dirname "$0")" && pwd)
    run=$1; form=$2; shift 2
    if [ $# = 0 ]; then
      (cd "$here" && sha256sum --quiet --strict -c delivery.sha256) || exit 4
      set -- "$here/delivery"
    fi
    port=\(port); rate=\(rate); zone=UTC
    rm -rf "$run"; mkdir -p "$run"; run=$(cd "$run" && pwd)
    started=()
    finish() {
      ids=(${started[@]+"${started[@]}"})
      for id in ${started[@]+"${started[@]}"}; do ids+=($(ps -o pid= --ppid "$id")); done
      kill ${started[@]+"${started[@]}"} 2>/dev/null
      for try in $(seq 30); do
        kill -0 "${ids[@]}" 2>/dev/null || return
        sleep 0.1
      done
      kill -KILL "${ids[@]}" 2>/dev/null
    }
    trap finish EXIT

    first=$1
    define=(-A "HM_LISTEN=udp:127.0.0.1:$port" -A "HM_TEST=udp:127.0.0.1:$((port + 2))" \\
      -A HM_PROBE -A HM_OWN=HM_404 -A "HM_CTL=\\"unix:$run/ctl\\"" \\
      -A "HM_DISPATCHER=\\"$run/dispatcher.list\\"")
    cp "$here/dispatcher.list" "$run/dispatcher.list"
    if [ "$form" = dbtext ]; then
      cp -r "$first/dbtext" "$run/tables"
      for more in "${@:2}"; do
        for table in "$more"/dbtext/mg_*; do
          # what has rows of its own: the pointer and the other generation stay as they are
          name=$(basename "$table")
          if [ "$name" != mg_ctl ] && [ "$(wc -l < "$table")" -gt 1 ]; then
            cp "$table" "$run/tables/$name"
          fi
        done
      done
      define+=(-A HM_DBTEXT -A "HM_DB=\\"text://$run/tables\\"")
    elif [ "$form" = drouting ]; then
      # this module reckons in the zone of its process, by the clock of this machine
      zone=Asia/Shanghai
      for folder in "$@"; do sqlite3 -bail "$run/route.db" < "$folder/drouting.sql" || exit 3; done
      define+=(-A "HM_DB=\\"sqlite:///$run/route.db\\"")
    else
      for folder in "$@"; do sqlite3 -bail "$run/route.db" < "$folder/mg_num.sql" || exit 3; done
      define+=(-A "HM_DB=\\"sqlite:///$run/route.db\\"")
    fi

    cut=(-x fm -m 256 -M 64 -Y "$run" -w "$run" -P "$run/pid")
    TZ=$zone kamailio "${cut[@]}" "${define[@]}" -f "$first/kamailio.cfg" -DD -E \\
      > "$run/kamailio.log" 2>&1 &
    started+=($!)
    for try in $(seq 100); do
      kamcmd -s "unix:$run/ctl" core.uptime > /dev/null 2>&1 && break
      sleep 0.1
    done
    kamcmd -s "unix:$run/ctl" core.uptime > /dev/null 2>&1 || { tail -5 "$run/kamailio.log"; exit 3; }
    for table in num_a num_b; do
      kamcmd -s "unix:$run/ctl" htable.get "$table" s:__manifest__ > "$run/$table.manifest" 2>&1
    done
    kamcmd -s "unix:$run/ctl" htable.stats > "$run/htable.stats"

    desk() {  # set member port control scenario
      sipp -sf "$here/$5" -i 127.0.0.1 -p "$3" -cp "$4" -nostdin > "$run/desk-$3.log" 2>&1 &
      started+=($!)
      echo "$! $1" >> "$run/desks"
    }
    while IFS=, read -r set member at control scenario; do
      if [ "$set" != set ]; then desk "$set" "$member" "$at" "$control" "$scenario"; fi
    done < "$here/desks.csv"
    sleep 0.5

    addresses() {  # the lists that the switch has from now on
      sleep 1.1
      cat "$@" > "$run/dispatcher.list"
      kamcmd -s "unix:$run/ctl" dispatcher.reload >> "$run/reloads" 2>&1
    }

    for calls in "$here"/calls*.csv; do
      name=$(basename "$calls" .csv)
      count=$(($(wc -l < "$calls") - 1))
      if [ "$count" -lt 1 ]; then continue; fi
      if [ "$name" = calls-down ]; then
        # the desks of these sets are not there any more
        for set in $(sed 1d "$calls" | cut -d';' -f6 | sort -u); do
          for id in $(awk -v set="$set" '$2 == set { print $1 }' "$run/desks"); do kill "$id"; done
        done
        sleep 0.2
      fi
      scenario=uac.xml
      if [ "$name" = calls-4-addresses ]; then
        # the addresses as they were delivered; nobody is called
        scenario=ask.xml
        addresses "${@/%//dispatcher.list}"
      fi
      timeout 150 sipp -sf "$here/$scenario" -inf "$calls" -i 127.0.0.1 -p $((port + 1)) \\
        -cp $((port + 60)) "127.0.0.1:$((port + 2))" -m "$count" -r "$rate" -l 2000 -nostdin \\
        -recv_timeout 40000 -trace_logs -log_file "$run/$name.log" -trace_err \\
        -error_file "$run/$name.errors" > "$run/$name.out" 2>&1
      if [ "$scenario" = ask.xml ]; then addresses "$here/dispatcher.list"; fi
    done

    """
  }
}
