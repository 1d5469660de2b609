"""Whether the web server of this container is well: asked over its own Unix socket. For docker-compose.yml."""

import http.client
import os
import socket

ASK = "/healthz/"


class OverSocket(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(5)
        self.sock.connect(os.environ.get("SOCKETS", "/run/debrief") + f"/{os.environ['SOCKET']}.sock")


def main() -> int:
    line = OverSocket("localhost")
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    line.request("GET", ASK, headers={"Host": host, "X-Forwarded-Proto": "https"})
    return 0 if line.getresponse().status == 200 else 1


if __name__ == "__main__":
    raise SystemExit(main())
