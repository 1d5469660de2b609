"""Whether a web server is well: asked over its own Unix socket. For docker-compose.yml and for systemd, which waits.

`healthy.py 30` looks for up to thirty seconds, and then lets it be: a server may start before its database does.
"""

import http.client
import os
import socket
import sys
import time

ASK = "/healthz/"


class OverSocket(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(5)
        self.sock.connect(os.environ.get("SOCKETS", "/run/debrief") + f"/{os.environ['SOCKET']}.sock")


def is_well() -> bool:
    line = OverSocket("localhost")
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    try:
        line.request("GET", ASK, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def main(patience: float) -> int:
    end = time.monotonic() + patience
    while not (well := is_well()) and time.monotonic() < end:
        time.sleep(0.2)
    return 0 if well or patience else 1


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]) if sys.argv[1:] else 0))
