import asyncio
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest

from bot.settings import load
from bot.webhook import LARGEST_BODY, serve, webhook_app
from demo.botapi.standin import CHAIR, SECRETARY, StandIn
from storage.unit_of_work import Store
from tests.acceptance.conftest import BEFORE, EARLY, County, Programme, until
from tests.deploy.files import read, values
from tests.ports import held_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
OPENSSL = shutil.which("openssl")
needs_nginx = pytest.mark.skipif(not (NGINX and OPENSSL), reason="no nginx here")
SECRET = "a-secret-of-some-length"  # noqa: S105 - invented
NAME = "bot.example.org"
HEAD = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PATIENCE = 9
"""Seconds; nginx waits for one here instead of ten."""
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
    *("-addext", "subjectAltName=DNS:bot.example.org,IP:127.0.0.1"),
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
    site = read("nginx.conf").replace(f"/etc/letsencrypt/live/{NAME}", str(tmp_path))
    site = site.replace("listen 443", f"listen 127.0.0.1:{ports[0]}")
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{ports[1]}")
    site = site.replace("_timeout 10s", "_timeout 1s")
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
def nginx(conf, ports):
    """It runs, as it was set up."""
    process = subprocess.Popen([NGINX, "-c", conf], stderr=subprocess.DEVNULL)  # noqa: S603
    until(lambda: listens(ports[0]))
    yield
    process.terminate()
    process.wait()


@pytest.fixture
def trusted(conf):
    return ssl.create_default_context(cafile=conf.parent / "fullchain.pem")


@pytest.fixture
def site(nginx, ports, programme, trusted):  # noqa: ARG001 - it runs, and something answers behind it
    """Asks it over TLS, by its name."""
    address, named = f"https://127.0.0.1:{ports[0]}", {"Host": NAME}
    with httpx.Client(base_url=address, verify=trusted, headers=named) as asking:
        yield asking


@pytest.fixture
def dawdling(nginx, ports, programme, trusted):  # noqa: ARG001 - as above
    """Says the beginning of a call and then nothing: the seconds until it is cut off."""

    def dawdling(beginning):
        plain = socket.create_connection(("127.0.0.1", ports[0]), timeout=30)
        with trusted.wrap_socket(plain, server_hostname=NAME) as line:
            line.sendall(beginning.encode())
            began = time.monotonic()
            while line.recv(1000):
                pass
        return time.monotonic() - began

    return dawdling


def listens(port):
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


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


@needs_nginx
@pytest.mark.drill
def test_another_name_is_not_answered(site, kept):
    there = HEAD | {"Host": "other.example.org"}
    assert site.post("/telegram", json={"update_id": 1}, headers=there).status_code == 421
    assert site.get("/", headers={"Host": "127.0.0.1"}).status_code == 421
    assert kept == []


@needs_nginx
@pytest.mark.drill
def test_who_dawdles_over_a_head_or_a_body_is_cut_off(dawdling, kept):
    head = f"POST /telegram HTTP/1.1\r\nHost: {NAME}\r\n"
    assert dawdling(head) < PATIENCE
    assert dawdling(f"{head}Content-Length: 100\r\n\r\n{{") < PATIENCE
    assert kept == []


@pytest.fixture
def telegram(conf, monkeypatch):
    """It trusts our certificate, as it would one that an authority has signed."""
    monkeypatch.setattr("certifi.where", lambda: str(conf.parent / "fullchain.pem"))
    with StandIn(now=EARLY, clock_file=conf.parent / "clock") as served:
        yield served


@pytest.fixture
def whole(conf, ports, telegram, new_ledger, request):
    """The programme as a process, called by Telegram through nginx."""
    made, data = Programme(conf.parent, telegram), conf.parent / "data"
    data.mkdir()
    with closing(Store(new_ledger(data / "qinglian.db"))) as store, store.begin() as uow:
        County(uow, EARLY - BEFORE)
    conf.write_text(conf.read_text("utf-8").replace(NAME, "127.0.0.1"), "utf-8")
    request.getfixturevalue("nginx")
    made.start(
        QINGLIAN_WEBHOOK_URL=f"https://127.0.0.1:{ports[0]}/telegram",
        QINGLIAN_WEBHOOK_SECRET=SECRET,
        QINGLIAN_WEBHOOK_LISTEN=f"127.0.0.1:{ports[1]}",
    )
    until(lambda: listens(ports[1]))
    yield made
    made.kill()


@needs_nginx
@pytest.mark.drill
@pytest.mark.acceptance
def test_a_whole_step_of_work_passes_through_it(whole, telegram):
    secretary, chair = telegram.phone(SECRETARY), telegram.phone(CHAIR)
    chair.start()
    secretary.say("昨天支委会,5人参加")
    secretary.wait_for("✓ 已记录")
    chair.wait_for("请您确认")
    chair.tap("已看，同意")
    chair.wait_for("已确认")
    assert not secretary.state()["webhook"]["error"]
    assert whole.stop() == 0
