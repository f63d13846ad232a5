"""The configuration in one file, as the accessibility walk goes through it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.carrying.compare import compare
from parvis.carrying.document import document_here
from parvis.carrying.operations.carry import document_of, halt, keep_file, start
from tests.house.walking import Walk
from tests.world import MAKER


def carry(way: Walk) -> None:
    """A file that cannot be read, one that would change much, an import under way, one that stopped."""
    here = "/agents/configuration"
    assert way.get("paul", here) and way.post("paul", here, {"file": SimpleUploadedFile("a.yaml", b"a: [")})
    document = document_here(with_people=True)
    document.rows["services"] = [{**row, "telephone": "02 48 00 00 01"} for row in document.rows["services"]]
    document.rows["categories"] = [{**row, "nom": f"{row['nom']} bis"} for row in document.rows["categories"]]
    sent = keep_file(document, name="bis.yaml", by=MAKER)
    assert way.get("paul", f"{here}/import/{sent.uid}") and way.get("paul", f"{here}/import/{sent.uid}?identique=1")
    start(sent, fingerprint=compare(document_of(sent)).fingerprint, is_whole=False, by=way.world.agent(way.world.paul))
    assert way.get("paul", f"{here}/import/{sent.uid}")
    halt(sent, by=MAKER)
    assert way.get("paul", f"{here}/import/{sent.uid}") and way.get("paul", here)
