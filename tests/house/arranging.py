"""What an administrator and a head arrange in words: questions, words to take up, rules. Each as it goes right and wrong."""

from parvis.notifications.operations.reply_templates import Wording, create_reply_template
from tests.house.walking import Walk
from tests.world import MAKER


def ask(way: Walk) -> None:
    """The questions of a category: one under a condition, tried and refused; where answers lead; those of another one."""
    there, bare = f"/agents/categories/{way.world.cable.pk}", f"/agents/categories/{way.world.pothole.pk}"
    said = {"version": "0", "label": "Depuis quand ?", "kind": "choice", "choices": "Hier\nAvant"}
    assert way.get("paul", there) and way.get("paul", f"{there}/question/depuis")
    for more in ({"apercu": "1"}, {"choices": "Hier"}, {"only_if": ["combien un", "fil non"]}, {}):
        assert way.post("paul", f"{there}/question/depuis", {**said, **more})
    assert way.post("paul", f"{there}/question/combien/reponses", {"version": "0", "un-words": "Merci."})
    assert way.get("paul", f"{bare}/questions/reprise?de={way.world.cable.pk}") and way.get("paul", f"{bare}/questions/apercu")
    for sent in ("q_combien=rue&q_fil=non&seen=combien+fil+depuis+mat", "q_combien=un&q_fil=oui&seen=combien+fil"):
        assert way.get("paul", f"{there}/questions/apercu?{sent}")


def say_again(way: Walk) -> None:
    """Words to take up: none yet, refused, tried on a case and on none, changed by a colleague; and on the card."""
    said = {"name": "Pièce commandée", "body": "Bonjour, {{ demande.numero }}."}
    new, case = "/agents/reponses-types/nouvelle", way.world.report()
    assert way.post("paul", new, {**said, "body": "{{ x }}"}) and way.post("paul", new, {**said, "apercu": "1"})
    assert way.post("paul", new, {**said, "apercu": "1", "demande": case.number})
    words = create_reply_template(Wording(name=said["name"], body=said["body"]), by=MAKER)
    assert way.post("paul", f"/agents/reponses-types/{words.pk}", {**said, "version": "0", "name": "Autre"})
    assert way.get("nadia", "/agents/reponses-types")
    for noun in ("reponse", "resolution"):
        fields = {"version": case.version, "text": "Bonjour.", "inserer": "1"}
        assert way.post("nadia", f"/agents/demandes/{case.number}/{noun}", fields)
        assert way.post("nadia", f"/agents/demandes/{case.number}/{noun}", {**fields, "template": words.pk})


def tell_of_rules(way: Walk) -> None:
    """Rules about letters: one that cannot work, one that a colleague changed, words tried and words refused."""
    new, receipt = "/agents/notifications/nouvelle", "/agents/notifications/requester/received"
    said = {"occasion": "case.received", "who": ["supervisors", "owners"], "name": "Essai", "subject": "A", "body": "B"}
    assert way.get("paul", new) and way.get("paul", receipt) and way.get("paul", "/agents/notifications")
    assert way.post("paul", new, {**said, "apercu": "1"}) and way.post("paul", new, {**said, "body": "{{ x }}"})
    way.post("paul", receipt, said)
    assert way.post("paul", receipt, {**said, "subject": "C"}) and way.get("paul", receipt)
