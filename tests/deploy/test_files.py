"""The files of the deployment name the same things as each other and as the settings."""

import re
import shutil
import subprocess

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
    paths = re.findall(r"location (?:= )?(\S+) {", NGINX)
    assert paths == ["/", "/ws/", reverse("metrics"), settings.STATIC_URL, "/away.html"]


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
