#if Web
  import Foundation
  import TestSupport
  import Testing

  @testable import ReviewSite

  /// The server itself: what a network sends that is no browser.
  @Suite(.serialized) struct `The server of the pages` {
    /// Serves the city and runs a script against it; the script has `port` and `server`, its process.
    private func served(_ script: String) throws -> ShellResult {
      let city = try SiteCity()
      return try Shell.run(
        """
        cat > script.py <<'PYTHON'
        import http.client, os, signal, socket, subprocess, sys, time
        sys.dont_write_bytecode = True
        server = subprocess.Popen(["hotline", "-C", "w", "serve", "--port", "0"], stdout=subprocess.PIPE,
                                  stderr=open("serve.log", "w"), text=True)
        port = int(server.stdout.readline().rsplit(":", 1)[1].strip("/\\n"))

        def ask(path="/healthz", method="GET", headers={}, body=None):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status

        def raw(data, wait=5):
            end = socket.create_connection(("127.0.0.1", port), timeout=wait)
            try:
                end.sendall(data)
                return end.recv(1 << 16)
            except OSError:
                return b""
            finally:
                end.close()

        try:
        \(script.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))
        finally:
            if server.poll() is None:
                server.terminate()
            print("exit", server.wait(20))
        PYTHON
        python3 script.py
        """, in: city.folder.path)
    }

    @Test func `what is no request of a browser is refused, and the others are answered`() throws {
      let result = try served(
        """
        print("put", ask("/", "PUT"), "delete", ask("/numbers", "DELETE"), "head", ask("/login", "HEAD"))
        long = raw(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nX: " + b"a" * (1 << 20) + b"\\r\\n\\r\\n")
        print("header", b" 200 " not in long)
        print("large", ask("/logout", "POST", {"Content-Type": "application/x-www-form-urlencoded"}, "a" * (3 << 20)))
        print("nonsense", b" 200 " not in raw(b"\\x16\\x03\\x01\\x00\\r\\n\\r\\n", 2))
        print("still", ask())
        """)
      #expect(
        result.output
          == "put 405 delete 405 head 200\nheader True\nlarge 413\nnonsense True\nstill 200\nexit 0\n",
        "\(result.output) \(result.errors)")
    }

    @Test func `two thousand slow connections keep nobody waiting`() throws {
      let result = try served(
        """
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
        slow = []
        for _ in range(2000):
            end = socket.create_connection(("127.0.0.1", port), timeout=10)
            end.sendall(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nX-Slow: ")
            slow.append(end)
        start = time.monotonic()
        states = [ask() for _ in range(20)]
        print(len(slow), set(states), time.monotonic() - start < 10)
        with open(f"/proc/{server.pid}/status") as status:
            memory = next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))
        print("memory", memory < 150 << 10)
        for end in slow:
            end.close()
        print("after", ask())
        """)
      #expect(
        result.output == "2000 {200} True\nmemory True\nafter 200\nexit 0\n",
        "\(result.output) \(result.errors)")
    }

    @Test func `an interrupt during an upload leaves nothing behind`() throws {
      let result = try served(
        """
        end = socket.create_connection(("127.0.0.1", port), timeout=10)
        end.sendall(b"POST /items/12329-01/enter HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1000000\\r\\n\\r\\n" + b"a" * 1000)
        time.sleep(0.3)
        server.send_signal(signal.SIGINT)
        print("ends", server.wait(20))
        end.close()
        print("files", os.listdir("w/.hotline/evidence") if os.path.exists("w/.hotline/evidence") else [])
        print("ledger", subprocess.run(["hotline", "-q", "-C", "w", "ledger", "check"], capture_output=True).returncode)
        """)
      #expect(
        result.output == "ends 0\nfiles []\nledger 0\nexit 0\n",
        "\(result.output) \(result.errors)")
    }

    @Test func `an address that cannot be used is named, with the reason`() throws {
      let city = try SiteCity()
      let result = try Shell.run(
        "hotline -C w serve --bind 192.0.2.1 --port 0", in: city.folder.path)
      #expect(result.code == 69)
      #expect(result.errors.contains("HL6402"))
      #expect(result.errors.contains("Cannot assign requested address"))
    }
  }
#else
  import TestSupport
  import Testing

  /// A program that was built without the trait `Web`.
  @Suite struct `A program without pages` {
    @Test func `says that it has none`() throws {
      let city = try SiteCity()
      let result = try Shell.run("hotline -C w serve", in: city.folder.path)
      #expect(result.code == 69)
      #expect(result.errors.contains("HL6401"))
    }
  }
#endif
