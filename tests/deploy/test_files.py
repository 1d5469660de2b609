"""The files of the deployment name the same things as each other and as the settings."""

import re
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler
from socketserver import UnixStreamServer
from threading import Thread

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from deploy import healthy
from firstrun.demo_settings import read_pairs

ROOT = settings.BASE_DIR
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
ASKED = ("web1", "web2", "worker", "migrate")
MIME_TYPES = "types { text/html html; application/json json; }"


def nginx_conf(folder, sockets) -> str:
    """The configuration with its sockets and its one port elsewhere, so that it runs beside everything else."""
    (folder / "mime.types").write_text(MIME_TYPES)
    moved = NGINX.replace("/run/debrief/", f"{sockets}/").replace("/tmp/debrief-static", f"{folder}/static")
    (folder / "nginx.conf").write_text(f"pid {folder}/nginx.pid;\n{moved}")
    return str(folder / "nginx.conf")


def test_every_setting_is_explained_in_the_example():
    asked = re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "config/settings.py").read_text(encoding="utf-8"))
    explained = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert set(asked) - explained == set()


def test_what_compose_asks_of_env_is_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    explained = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert asked - explained == set()
    assert set(read_pairs(ROOT / ".env.example")) - asked <= {"PRODUCTION"}


def test_two_web_servers_listen_where_nginx_looks():
    webs = {name: service for name, service in SERVICES.items() if name.startswith("web")}
    listening = sorted(f"unix:/run/debrief/{web['environment']['SOCKET']}.sock" for web in webs.values())
    for upstream in ("pages", "sockets"):
        block = re.search(rf"upstream {upstream} {{(.*?)}}", NGINX, re.DOTALL)[1]
        assert sorted(re.findall(r"server (\S+)", block)) == listening
    assert [web["command"][-1].count("-e unix:/run/debrief/$$SOCKET.sock:") for web in webs.values()] == [1, 1]
    assert all("sockets:/run/debrief" in SERVICES[name]["volumes"] for name in ("nginx", *webs))
    assert "/run/debrief" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_everybody_waits_for_the_one_migration_and_nginx_for_the_web_servers():
    waits = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    migrated = {"condition": "service_completed_successfully"}
    assert [waits[name]["migrate"] for name in ("web1", "web2", "worker")] == [migrated] * 3
    assert (SERVICES["migrate"]["restart"], set(waits["nginx"])) == ("no", {"web1", "web2"})
    ends = {name for name, service in SERVICES.items() if "healthcheck" in service}
    assert ends == {"nginx", "web1", "web2", "postgres", "redis"}


def test_the_ports_and_paths_are_the_same_everywhere(client, db):
    assert SERVICES["nginx"]["ports"] == ["127.0.0.1:${WEB_PORT:-8000}:8000"]
    assert re.findall(r"listen (\d+);", NGINX) == ["8000"]
    assert client.get(healthy.ASK).status_code == 200
    paths = re.findall(r"location (?:[=~] )?(\S+) {", NGINX)
    pages = ["/", reverse("helpline"), "/ws/", reverse("metrics"), settings.STATIC_URL]
    assert paths == [*pages, r"^/(away|crowded)\.html$"]


def test_no_location_loses_the_host_and_the_address_by_a_header_of_its_own():
    assert re.findall(r"location [^{]*{[^}]*proxy_set_header", NGINX) == []


def test_slow_and_large_requests_end():
    limits = dict(re.findall(r"(client_header_timeout|client_body_timeout|client_max_body_size) (\w+);", NGINX))
    assert limits == {"client_header_timeout": "10s", "client_body_timeout": "60s", "client_max_body_size": "16m"}


def test_nginx_reads_its_configuration(tmp_path):
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("no nginx on this machine")
    command = [program, "-t", "-p", str(tmp_path), "-c", nginx_conf(tmp_path, tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "syntax is ok" in done.stderr  # its folders belong to whoever runs it for good


def test_whoever_asks_for_too_much_is_slowed_and_helplines_never_are():
    limited = re.findall(r"location (?:[=~] )?(\S+) {[^}]*?limit_(?:req|conn) ", NGINX)
    assert (limited, re.findall(r"error_page 429 (\S+);", NGINX)) == (["/", "/ws/"], ["/crowded.html"])
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "deploy").glob("*.html")}
    assert [name for name, page in sorted(pages.items()) if 'href="tel:112"' in page] == ["away.html", "crowded.html"]
    mounted = [volume.split(":")[1] for volume in SERVICES["nginx"]["volumes"] if ".html" in volume]
    assert mounted == [f"/etc/nginx/pages/{name}" for name in sorted(pages)]


def test_the_site_holds_no_key_of_the_owner_and_neither_process_those_of_the_other():
    empty = {name: {key for key, value in SERVICES[name]["environment"].items() if value == ""} for name in ASKED}
    everywhere = {"POSTGRES_PASSWORD", "SITE_PASSWORD", "REDIS_PASSWORD"}
    assert empty == {
        "web1": everywhere | {"BACKUP_KEY", "DUTY_WEBHOOK_SECRET"},
        "web2": everywhere | {"BACKUP_KEY", "DUTY_WEBHOOK_SECRET"},
        "worker": everywhere | {"BACKUP_KEY", "METRICS_TOKEN", "BOUNCE_SECRET"},
        "migrate": everywhere,
    }
    roles = {name: SERVICES[name]["environment"]["DATABASE_URL"].split(":")[1] for name in ASKED}
    assert roles == {"web1": "//debrief", "web2": "//debrief", "worker": "//debrief", "migrate": "//debrief_owner"}
    units = {unit.name: loaded(unit) for unit in (ROOT / "deploy/systemd").glob("*.service")}
    assert units == {
        "debrief-web@.service": ["site", "web"],
        "debrief-worker.service": ["site", "worker"],
        "debrief-backup.service": ["site", "owner"],
    }


def loaded(unit) -> list[str]:
    return re.findall(r"^LoadCredential=(\w+):/etc/debrief/keys/\1$", unit.read_text(encoding="utf-8"), re.MULTILINE)


def test_postgresql_and_redis_have_no_network_and_let_nobody_in_without_a_password():
    assert {name: SERVICES[name].get("network_mode") for name in ("postgres", "redis")} == {
        "postgres": "none", "redis": "none",
    }  # fmt: skip
    assert SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].count("scram-sha-256") == 2
    assert "--port 0 " in SERVICES["redis"]["command"][-1]
    assert "--user default off " in SERVICES["redis"]["command"][-1]


def test_a_site_comes_without_tests_benches_and_the_demo():
    left_out = [line for line in (ROOT / "deploy/left_out").read_text().splitlines() if not line.startswith("#")]
    assert {"tests", "benchmarks", "demo"} <= set(left_out)
    assert set(left_out) | {".git"} <= set((ROOT / ".dockerignore").read_text().splitlines())


def test_the_image_has_the_programs_for_a_backup_of_its_server():
    release = re.search(r"postgres:(\d+)", SERVICES["postgres"]["image"])[1]
    assert f"postgresql-client-{release} " in (ROOT / "Dockerfile").read_text(encoding="utf-8")


class Saying(BaseHTTPRequestHandler):
    """Answers with the status that its server was given."""

    def do_GET(self) -> None:
        self.send_response(self.server.status if self.headers["X-Forwarded-Proto"] == "https" else 301)
        self.end_headers()

    def log_message(self, *args) -> None:
        pass

    def address_string(self) -> str:
        return "a socket"


def test_whoever_restarts_a_web_server_waits_until_it_answers(tmp_path, monkeypatch):
    for name, value in {"SOCKETS": str(tmp_path), "SOCKET": "web1", "ALLOWED_HOSTS": "forum.example.org"}.items():
        monkeypatch.setenv(name, value)
    assert (healthy.main(0), healthy.main(0.1)) == (1, 0)  # a check says no; a start gives up waiting, and goes on
    with UnixStreamServer(str(tmp_path / "web1.sock"), Saying) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        said = []
        for server.status in (503, 200):
            said.append(healthy.main(0))
        server.shutdown()
    assert said == [1, 0]
    unit = (ROOT / "deploy/systemd/debrief-web@.service").read_text(encoding="utf-8")
    assert re.findall(r"^ExecStartPost=\S+/python deploy/healthy.py (\d+)$", unit, re.MULTILINE) == ["30"]
