"""What Valbourg asks with some requests, and where some answers lead instead."""

from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind

FIRE = Ending("Éloignez-vous et appelez le 18", "Ne touchez à rien et gardez les passants à distance.", phone="18")
OWNER = Ending(
    "Ce n’est pas la commune",
    "Sur un terrain privé, adressez-vous au propriétaire ou au syndic : lui seul peut demander l’enlèvement.",
    url="https://www.service-public.fr/particuliers/vosdroits/F1480",
)

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "Câble ou coffret électrique ouvert": (
        Question("fil", "Quelqu’un peut-il toucher un fil ?", choices=(
            Choice("oui", "Oui", FIRE), Choice("non", "Non"), Choice("incertain", "Je ne sais pas", FIRE),
        )),
    ),
    "Véhicule abandonné": (
        Question("terrain", "Où est ce véhicule ?", choices=(
            Choice("rue", "Dans la rue ou sur une place publique"), Choice("prive", "Sur un terrain privé", OWNER),
        )),
        Question("depuis", "Depuis combien de jours environ ?", QuestionKind.NUMBER, is_required=False,
                 only_if=Condition("terrain", ("rue",))),
    ),
}  # fmt: skip
