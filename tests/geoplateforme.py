"""A geocoder on loopback that answers as the Géoplateforme does: recorded answers, and moods."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from parvis.kernel.text import fold

Recorded = dict[str, object]


def feature(
    label: str, kind: str, lon: float, lat: float, score: float, citycode: str, city: str, *, name: str = "", postcode: str = ""
) -> Recorded:
    """As it is sent, fields that Parvis does not read included."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "label": label, "score": score, "id": "18999_0120_00012", "banId": "0f2c9d7e-1c6b-4d0a-8f7a-3a9c7b1d2e3f",
            "name": name or label, "postcode": postcode, "citycode": citycode, "x": 651000.1, "y": 6666000.2, "city": city,
            "context": "18, Cher, Centre-Val de Loire", "type": kind, "importance": 0.61, "_type": "address",
        },
    }  # fmt: skip


def _here(name: str, kind: str, lon: float, lat: float, score: float) -> Recorded:
    return feature(f"{name} 18990 Valbourg", kind, lon, lat, score, "18999", "Valbourg", name=name, postcode="18990")


def _there(name: str, kind: str, score: float, city: str = "Bourges", code: str = "18033", postcode: str = "18000") -> Recorded:
    lon, lat = (2.05, 47.01) if city == "Bourges" else (5.37, 43.29)
    return feature(f"{name} {postcode} {city}", kind, lon, lat, score, code, city, name=name, postcode=postcode)


# What it knows, by the folded words of a question; Valbourg is the square of the tests' world.
ANSWERS: dict[str, list[Recorded]] = {
    "12 rue basse": [
        _here("12 Rue Basse", "housenumber", 2.01, 47.02, 0.97),
        _here("Rue Basse", "street", 2.011, 47.021, 0.78),
        _there("12 Rue Basse", "housenumber", 0.95),
    ],
    "rue bas": [_here("Rue Basse", "street", 2.011, 47.021, 0.71), _here("Rue du Bassin", "street", 2.03, 47.03, 0.66)],
    "rue basse": [_here("Rue Basse", "street", 2.011, 47.021, 0.95)],
    "12 rue basse bourges": [
        _here("12 Rue Basse", "housenumber", 2.01, 47.02, 0.72),
        _there("12 Rue Basse", "housenumber", 0.98),
    ],
    "rue de l'ecole": [
        _here("Rue de l'École", "street", 2.012, 47.03, 0.96),
        _here("Rue de l'École Buissonnière", "street", 2.032, 47.035, 0.81),
    ],
    "ecole": [
        _here("Rue de l'École", "street", 2.012, 47.03, 0.76),
        _here("Rue de l'École Buissonnière", "street", 2.032, 47.035, 0.74),
    ],
    "les grands pres": [_here("Les Grands Prés", "locality", 2.034, 47.034, 0.93)],
    "rue du moulin": [
        _there("Rue du Moulin", "street", 0.92),
        _there("Rue du Moulin", "street", 0.9, "Marseille", "13055", "13001"),
    ],
    "14 rue du moulin bourges": [_there("14 Rue du Moulin", "housenumber", 0.97)],
    "place de la gare": [_here("Place de la Gare", "street", 2.03, 47.01, 0.95)],
}


@dataclass
class Geoplateforme:
    port: int
    asked: list[str] = field(default_factory=list)
    status: int = 200
    seconds: float = 0.0
    drip: bool = False
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/geocodage"

    def be_kind(self) -> None:
        self.status, self.seconds, self.drip, self.body, self.headers = 200, 0.0, False, b"", {}

    def answer(self, path: str) -> bytes:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked.append(path)
        if self.body:
            return self.body
        if parts.path == "/geocodage/reverse/":
            near = abs(float(query["lat"]) - 47.02) < 0.001 and abs(float(query["lon"]) - 2.01) < 0.001
            found = ANSWERS["12 rue basse"][:1] if near else []
        else:
            known = ANSWERS.get(fold(query["q"]).replace("’", "'").replace(",", ""), [])
            found = [one for one in known if query.get("citycode", _code(one)) == _code(one)]
        told = {"type": "FeatureCollection", "features": found, "query": query.get("q", ""), "attribution": "BAN"}
        return json.dumps(told).encode()


def _code(one: Recorded) -> str:
    properties = one["properties"]
    assert isinstance(properties, dict)
    return str(properties["citycode"])


@contextmanager
def geoplateforme() -> Iterator[Geoplateforme]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = known.answer(self.path)
            drip, seconds = known.drip, known.seconds  # a mood lasts for the answer that began in it
            if not drip:
                time.sleep(seconds)
            try:
                self.send_response(known.status)
                for name, value in {"Content-Type": "application/json", **known.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for part in [bytes([byte]) for byte in body] if drip else [body]:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(seconds if drip else 0)
            except OSError:  # who asked did not wait
                pass

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known = Geoplateforme(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
