import asyncio
import re
import shutil
import ssl
import subprocess
import threading
from urllib.parse import urlsplit

import httpx
import pytest

from bot.settings import load
from bot.webhook import LARGEST_BODY, serve, webhook_app
from tests.acceptance.conftest import until
from tests.deploy.files import read, values
from tests.ports import held_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
OPENSSL = shutil.which("openssl")
needs_nginx = pytest.mark.skipif(not (NGINX and OPENSSL), reason="no nginx here")
SECRET = "a-secret-of-some-length"  # noqa: S105 - invented
HEAD = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/error.log info;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    access_log {folder}/access.log;
    {site}
}}
"""
DUMMY = [
    *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
    *("-days", "2", "-subj", "/CN=bot.example.org", "-keyout", "privkey.pem"),
    *("-out", "fullchain.pem"),
]


@pytest.fixture
def ports():
    """Two ports of this machine that are free: nginx's and the programme's."""
    with held_port() as one, held_port() as other:
        yield one, other


@pytest.fixture
def conf(tmp_path, ports):
    """The site inside a whole configuration, with a certificate of its own and free ports."""
    subprocess.run([OPENSSL, *DUMMY], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603
    site = read("nginx.conf").replace("/etc/letsencrypt/live/bot.example.org", str(tmp_path))
    site = site.replace("listen 443", f"listen 127.0.0.1:{ports[0]}")
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{ports[1]}")
    file = tmp_path / "nginx.conf"
    file.write_text(AROUND.format(folder=tmp_path, site=site), encoding="utf-8")
    return file


@pytest.fixture
def kept():
    return []


@pytest.fixture
def programme(ports, kept):
    """The webhook's door in a thread of its own."""

    async def keep(updates):
        kept.extend(updates)

    async def well():
        return {"good": True}

    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    app = webhook_app(values(read(".env.example"))["QINGLIAN_WEBHOOK_URL"], SECRET, keep, well)
    door = serve(app, f"127.0.0.1:{ports[1]}", stop)
    thread = threading.Thread(target=loop.run_until_complete, args=(door,))
    thread.start()
    yield
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


@pytest.fixture
def site(conf, ports, programme):  # noqa: ARG001 - something answers behind it
    """Asks nginx, as it was set up, over TLS."""
    nginx = subprocess.Popen([NGINX, "-c", conf], stderr=subprocess.DEVNULL)  # noqa: S603
    trusted = ssl.create_default_context(cafile=conf.parent / "fullchain.pem")
    trusted.check_hostname = False
    with httpx.Client(base_url=f"https://127.0.0.1:{ports[0]}", verify=trusted) as asking:
        until(lambda: answers(asking))
        yield asking
    nginx.terminate()
    nginx.wait()


def answers(client):
    try:
        return client.get("/").status_code == 404
    except httpx.TransportError:
        return False


def test_it_stands_before_the_address_that_the_example_gives_to_telegram():
    told = values(read(".env.example"))
    address, text = urlsplit(told["QINGLIAN_WEBHOOK_URL"]), read("nginx.conf")
    assert re.findall(r"location (.*) {", text) == [f"= {address.path}", "/"]
    assert f"server_name {address.hostname};" in text
    assert f"server {load(_env_file=None).webhook_listen};" in text


def test_it_lets_through_whatever_the_programme_would_take():
    sizes = re.findall(r"client_(?:max_body|body_buffer)_size (\d+)k;", read("nginx.conf"))
    assert [int(size) * 1024 >= LARGEST_BODY for size in sizes] == [True, True]


@needs_nginx
def test_nginx_takes_the_file(conf):
    done = subprocess.run([NGINX, "-t", "-c", conf], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


@needs_nginx
@pytest.mark.drill
def test_only_telegrams_calls_come_through_and_nothing_of_them_is_written_down(site, conf, kept):
    assert site.post("/telegram", json={"update_id": 1}, headers=HEAD).status_code == 200
    assert site.post("/telegram", json={"update_id": 2}).status_code == 403
    assert site.get("/telegram", headers=HEAD).status_code == 403
    assert site.get("/health").status_code == 404
    assert site.post("/telegram/x", json={"update_id": 3}, headers=HEAD).status_code == 404
    assert site.post("/telegram", content=b" " * 2_000_000, headers=HEAD).status_code == 413
    assert [update["update_id"] for update in kept] == [1]
    written = "".join(file.read_text("utf-8") for file in conf.parent.glob("*.log"))
    assert SECRET not in written
    assert "update_id" not in written
