#!/usr/bin/env python3
"""A slixmpp client that a test drives: one JSON command a line on stdin, one JSON answer or event a line on stdout.

Started as: slixmpp_peer.py JID PASSWORD HOST PORT CA_FILE
What comes over the wire is slixmpp's own; only a direct streamhost is played here, because slixmpp has none.
"""
import asyncio
import hashlib
import io
import json
import os
import ssl
import sys
from pathlib import Path

import aiohttp
import slixmpp
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream.handler import CoroutineCallback
from slixmpp.xmlstream import ET
from slixmpp.xmlstream.matcher import MatchXPath, StanzaPath

PLUGINS = ("xep_0030", "xep_0047", "xep_0054", "xep_0065", "xep_0066", "xep_0092", "xep_0095", "xep_0096",
           "xep_0199", "xep_0202", "xep_0012", "xep_0049", "xep_0203", "xep_0363")
SOCKS5 = "http://jabber.org/protocol/bytestreams"
IBB = "http://jabber.org/protocol/ibb"
JINGLE = "urn:xmpp:jingle:1"


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def digest(data):
    return hashlib.sha256(data).hexdigest()


def repeatable(seed, size):
    """Bytes that look random, the same for the same seed."""
    return b"".join(hashlib.sha256(b"%d.%d" % (seed, i)).digest() for i in range(size // 32 + 1))[:size]


class DirectStreamhost:
    """The sender's own SOCKS5 server: answers one handshake, then sends the file."""

    def __init__(self, data):
        self.data = data
        self.port = None
        self.sent = asyncio.get_event_loop().create_future()
        self.go = asyncio.Event()

    async def listen(self):
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def serve(self, reader, writer):
        greeting = await reader.readexactly(2)
        await reader.readexactly(greeting[1])
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        rest = await reader.readexactly(head[4] + 2)
        writer.write(b"\x05\x00\x00" + head[3:5] + rest)
        await writer.drain()
        await self.go.wait()
        writer.write(self.data)
        await writer.drain()
        writer.close()
        self.sent.set_result(True)


class Peer(slixmpp.ClientXMPP):
    def __init__(self, jid, password, ca):
        super().__init__(jid, password)
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self["xep_0047"].auto_accept = True
        self["xep_0065"].auto_accept = True
        # slixmpp 1.8 registers this coroutine as a plain callback, and then never runs it
        self.remove_handler("SI Request")
        self.register_handler(CoroutineCallback("SI Request", StanzaPath("iq@type=set/si"),
                                                self["xep_0095"]._handle_request))
        # slixmpp 1.8 has no Jingle: what a session says is written by the test, and acknowledged here
        self.register_handler(CoroutineCallback(
            "Jingle", MatchXPath("{jabber:client}iq/{%s}jingle" % JINGLE), self.on_jingle))
        self.ca_certs = ca
        self.auto_authorize = None
        self.auto_subscribe = False
        self.decision = {"accept": True}
        self.incoming = {}
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("failed_auth", lambda _: say(event="failed-auth"))
        self.add_event_handler("disconnected", lambda _: say(event="disconnected"))
        self.add_event_handler("stream_error", lambda e: say(event="stream-error", condition=e["condition"]))
        self.add_event_handler("message", self.on_message)
        self.add_event_handler("message_error", self.on_message)
        for kind in ("available", "away", "chat", "dnd", "xa", "unavailable",
                     "subscribe", "subscribed", "unsubscribe", "unsubscribed"):
            self.add_event_handler("presence_" + kind, self.on_presence)
        self.add_event_handler("roster_update", self.on_roster)
        self.add_event_handler("si_request", self.on_offer)
        self.add_event_handler("ibb_stream_start", self.on_ibb)
        self.add_event_handler("ibb_stream_data", self.on_ibb_data)
        self.add_event_handler("ibb_stream_end", self.on_ibb_end)
        self.add_event_handler("socks5_data", self.on_socks_data)
        self.add_event_handler("socks5_closed", self.on_socks_closed)
        self.socks = bytearray()

    async def started(self, _):
        tls = self.transport.get_extra_info("ssl_object") if self.transport else None
        mechanism = getattr(self["feature_mechanisms"].mech, "name", None)
        say(event="online", jid=str(self.boundjid), tls=tls.version() if tls else None, mechanism=mechanism)

    def on_message(self, message):
        say(event="message", sender=str(message["from"]), type=message["type"], body=message["body"],
            delay=str(message["delay"]["stamp"]) if message["delay"]["stamp"] else None,
            url=message["oob"]["url"] or None)

    def on_presence(self, presence):
        say(event="presence", sender=str(presence["from"]), type=presence["type"], show=presence["show"],
            status=presence["status"])

    def on_roster(self, iq):
        items = {str(jid): {"name": item["name"], "subscription": item["subscription"], "groups": list(item["groups"])}
                 for jid, item in iq["roster"]["items"].items()}
        say(event="roster", items=items, type=iq["type"])

    async def on_offer(self, iq):
        file = iq["si"]["file"]
        sid = iq["si"]["id"]
        say(event="offer", sender=str(iq["from"]), sid=sid, name=file["name"], size=int(file["size"]))
        if self.decision["accept"]:
            await self["xep_0095"].accept(iq["from"], sid)
        else:
            await self["xep_0095"].decline(iq["from"], sid)

    async def on_jingle(self, iq):
        if iq["type"] != "set":
            return
        iq.reply().send()
        jingle = iq.xml.find("{%s}jingle" % JINGLE)
        candidates = [one.get("cid") for one in jingle.iter("{urn:xmpp:jingle:transports:s5b:1}candidate")]
        say(event="jingle", sender=str(iq["from"]), action=jingle.get("action"), sid=jingle.get("sid"), candidates=candidates)

    def on_ibb(self, stream):
        self.incoming[stream.sid] = bytearray()

    def on_ibb_data(self, stream):
        self.incoming[stream.sid] += stream.read()

    def on_ibb_end(self, stream):
        data = self.incoming.pop(stream.sid, b"")
        if data:
            say(event="received", sid=stream.sid, size=len(data), sha256=digest(data))

    def on_socks_data(self, data):
        self.socks += data

    def on_socks_closed(self, _):
        if self.socks:
            say(event="received", size=len(self.socks), sha256=digest(bytes(self.socks)))
        self.socks = bytearray()

    async def run(self, command):
        """Answers one command; an XMPP error is an answer too."""
        try:
            result = await getattr(self, "do_" + command["do"].replace("-", "_"))(**command.get("with", {}))
            say(answer=command["n"], ok=result)
        except IqError as error:
            e = error.iq["error"]
            say(answer=command["n"], error={"type": e["type"], "condition": e["condition"], "text": e["text"]})
        except IqTimeout:
            say(answer=command["n"], error={"condition": "timeout"})
        except Exception as error:  # pylint: disable=broad-except
            say(answer=command["n"], error={"condition": "exception", "text": repr(error)})

    async def do_presence(self, **attrs):
        self.send_presence(**attrs)

    async def do_message(self, to, body, kind="chat"):
        self.send_message(mto=to, mbody=body, mtype=kind)

    async def do_raw(self, xml):
        self.send_raw(xml)

    async def do_flood(self, to, count):
        link = "<x xmlns='jabber:x:oob'><url>https://files.example.org/flood.bin</url></x>"
        for n in range(count):
            self.send_raw("<message to='%s' type='chat'><body>flood %d</body>%s</message>" % (to, n, "" if n % 50 else link))
            if n % 500 == 0:
                await asyncio.sleep(0)

    async def do_link(self, to, url):
        message = self.make_message(mto=to, mbody=url, mtype="chat")
        message["oob"]["url"] = url
        message.send()

    async def do_roster(self):
        await self.get_roster()
        return {jid: {"subscription": self.client_roster[jid]["subscription"], "name": self.client_roster[jid]["name"],
                      "groups": self.client_roster[jid]["groups"]} for jid in self.client_roster}

    async def do_roster_set(self, jid, name, groups=()):
        await self.update_roster(jid, name=name, groups=list(groups))

    async def do_roster_remove(self, jid):
        await self.del_roster_item(jid)

    async def do_ping(self, to=None):
        return await self["xep_0199"].ping(to) < 60

    async def do_items(self, of):
        found = await self["xep_0030"].get_items(of)
        return sorted(item[0] for item in found["disco_items"]["items"])

    async def do_info(self, of):
        found = await self["xep_0030"].get_info(of, cached=False)
        return {"identities": sorted([i[0], i[1]] for i in found["disco_info"]["identities"]),
                "features": sorted(found["disco_info"]["features"])}

    async def do_version(self, of):
        return (await self["xep_0092"].get_version(of))["software_version"]["name"]

    async def do_vcard_set(self, name):
        card = self["xep_0054"].make_vcard()
        card["FN"] = name
        await self["xep_0054"].publish_vcard(card)

    async def do_vcard(self, of):
        return (await self["xep_0054"].get_vcard(of, cached=False))["vcard_temp"]["FN"]

    async def do_decide(self, accept):
        self.decision["accept"] = accept

    async def do_quit(self):
        await self.disconnect(wait=2)

    async def do_send(self, to, name, way, size, seed=1):
        """Offers a file of repeatable random bytes by SI, then sends it by ibb, proxy or direct streamhost."""
        data = repeatable(seed, size)
        peer = slixmpp.JID(to)
        sid = "slix-%s-%d" % (os.urandom(6).hex(), seed)
        reply = await self["xep_0096"].request_file_transfer(
            peer, sid=sid, name=name, size=size, mime_type="application/octet-stream",
            # slixmpp 1.8 reads form options as mappings
            methods=[{"value": SOCKS5 if way in ("proxy", "direct") else IBB}])
        chosen = reply["si"]["feature_neg"]["form"].get_values()["stream-method"]
        await getattr(self, "by_" + way)(peer, sid, data)
        return {"sid": sid, "sha256": digest(data), "size": len(data), "method": chosen}

    async def do_upload(self, name, size, kind="application/octet-stream", seed=1):
        """Finds the upload service by discovery, asks for a slot and puts a file there (XEP-0363)."""
        data = repeatable(seed, size)
        self["xep_0363"].upload_service = await self.upload_service()
        url = await self["xep_0363"].upload_file(Path(name), size, kind, input_file=io.BytesIO(data), timeout=20)
        return {"url": url, "sha256": digest(data), "service": str(self["xep_0363"].upload_service)}

    async def upload_service(self):
        """slixmpp 1.8 has this for itself, in a way that Python 3.11 refuses (coroutines given to asyncio.wait)."""
        for item in await self.do_items(self.boundjid.domain):
            if "urn:xmpp:http:upload:0" in (await self.do_info(item))["features"]:
                return slixmpp.JID(item)
        raise RuntimeError("no upload service")

    async def do_slot(self, of, name, size):
        slot = (await self["xep_0363"].request_slot(slixmpp.JID(of), Path(name), size))["http_upload_slot"]
        return {"put": slot["put"]["url"], "get": slot["get"]["url"]}

    async def do_put(self, url, body):
        async with aiohttp.ClientSession() as session, session.put(url, data=body.encode()) as response:
            return {"status": response.status}

    async def do_download(self, url):
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            data = await response.read()
            return {"status": response.status, "size": len(data), "sha256": digest(data),
                    "type": response.headers.get("Content-Type"),
                    "disposition": response.headers.get("Content-Disposition")}

    async def do_jingle(self, to, xml):
        iq = self.make_iq_set(ito=to)
        iq.append(ET.fromstring(xml))
        await iq.send(timeout=20)

    async def do_streamhost(self, of):
        found = await self["xep_0065"].get_network_address(of)
        host = found["socks"]["streamhosts"][0] if isinstance(found["socks"]["streamhosts"], list) \
            else next(iter(found["socks"]["streamhosts"]))
        return {"jid": str(host["jid"]), "host": host["host"], "port": int(host["port"])}

    async def do_activate(self, proxy, sid, to):
        await self["xep_0065"].activate(proxy, sid, slixmpp.JID(to))

    async def do_in_band(self, to, sid, size):
        await self.by_ibb(slixmpp.JID(to), sid, bytes(size))

    async def by_cancel(self, peer, sid, data):
        stream = await self["xep_0047"].open_stream(peer, sid=sid, block_size=4096)
        await stream.sendall(data[:len(data) // 2])
        await stream.close()

    async def by_half(self, peer, sid, data):
        stream = await self["xep_0047"].open_stream(peer, sid=sid, block_size=4096)
        await stream.sendall(data[:len(data) // 2])

    async def by_ibb(self, peer, sid, data):
        stream = await self["xep_0047"].open_stream(peer, sid=sid, block_size=4096)
        await stream.sendall(data)
        await stream.close()

    async def by_proxy(self, peer, sid, data):
        socket = await self["xep_0065"].handshake(peer, sid=sid, timeout=20)
        if socket is None:
            raise RuntimeError("no bytestream")
        await socket.write(data)
        socket.transport.close()

    async def by_direct(self, peer, sid, data):
        host = DirectStreamhost(data)
        await host.listen()
        iq = self.make_iq_set(ito=peer)
        iq["socks"]["sid"] = sid
        iq["socks"].add_streamhost(self.boundjid.full, "127.0.0.1", str(host.port))
        used = await iq.send(timeout=20)
        if used["socks"]["streamhost_used"]["jid"] != self.boundjid.full:
            raise RuntimeError("another streamhost was used")
        host.go.set()
        await host.sent


async def commands(peer):
    reader = asyncio.StreamReader()
    loop = asyncio.get_event_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running = set()  # the loop itself holds tasks only weakly
    while line := await reader.readline():
        task = asyncio.ensure_future(peer.run(json.loads(line)))
        running.add(task)
        task.add_done_callback(running.discard)
    peer.abort()
    loop.stop()


def main():
    jid, password, host, port, ca = sys.argv[1:6]
    asyncio.set_event_loop(asyncio.new_event_loop())
    peer = Peer(jid, password, ca)
    # The certificate's name is not what these tests are about; that it is signed by the file given is.
    peer.get_ssl_context_original = peer.get_ssl_context

    def context():
        made = peer.get_ssl_context_original()
        made.check_hostname = False
        made.verify_mode = ssl.CERT_REQUIRED
        return made

    peer.get_ssl_context = context
    peer.connect((host, int(port)), force_starttls=True, disable_starttls=False)
    listening = peer.loop.create_task(commands(peer))
    peer.loop.run_forever()
    listening.cancel()


if __name__ == "__main__":
    main()
