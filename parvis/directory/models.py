"""Users (credentials), units (a tree), agents and the posts they hold."""

from functools import cached_property
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.directory.reach import Reach, reach_of
from parvis.kernel.models import Subject, new_uid
from parvis.kernel.tenancy import TenantManager, TenantModel, current


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=email.strip().lower())
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Credentials, and nothing else: what a person is here is said by their `Agent` in each authority."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.email

    def get_short_name(self) -> str:
        return self.email


class OperatorManager(models.Manager["Operator"]):
    def in_post(self) -> "models.QuerySet[Operator]":
        return self.get_queryset().filter(ended_on__isnull=True)


class Operator(AbstractBaseUser):
    """Somebody who keeps the installation: opens towns, looks after their queues, and reads none of their cases.

    Their credentials are apart from `User`: what opens a town's desk never opens the console, nor the reverse.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    objects: ClassVar[OperatorManager] = OperatorManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    actor_kind = "operator"
    actor_through = "console"

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> int:
        return self.pk

    @property
    def is_in_post(self) -> bool:
        return self.ended_on is None


class Unit(Subject):
    """A service of the town hall, in a tree."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    # "/3/17/": the units above and this one, so that "in this unit or below" is one comparison.
    path = models.CharField(max_length=250, db_index=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    opening = models.CharField(_("horaires"), max_length=300, blank=True, default="", db_default="")
    is_closing_reserved = models.BooleanField(
        _("clôture réservée"),
        default=False,
        help_text=_("L’agent indique que c’est réparé ; le chef de service ou le responsable de catégorie clôture."),
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "parent", "name"], name="unit_one_a_name"),
            models.UniqueConstraint(
                fields=["authority", "name"], condition=Q(parent__isnull=True), name="root_unit_one_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgentKind(models.TextChoices):
    """What somebody is to the town hall. A councillor reads and never acts; a contractor works for it from outside, and
    never learns who asked. Neither holds a post, nor stands in for anybody."""

    COLLEAGUE = "agent", _("agent de la mairie")
    COUNCILLOR = "councillor", _("élu qui consulte")
    CONTRACTOR = "contractor", _("entreprise")


class AgentQuerySet(models.QuerySet["Agent"]):
    def in_post(self) -> Self:
        """The SQL of `Agent.is_in_post`."""
        return self.filter(ended_on__isnull=True, suspended_on__isnull=True)

    def colleagues(self) -> Self:
        """Those who may hold a post, answer for a category, stand in for another."""
        return self.in_post().filter(kind=AgentKind.COLLEAGUE)


class AgentManager(TenantManager["Agent"]):
    def get_queryset(self) -> AgentQuerySet:
        return AgentQuerySet(self.model, using=self._db).filter(authority=current())

    def in_post(self) -> AgentQuerySet:
        return self.get_queryset().in_post()

    def colleagues(self) -> AgentQuerySet:
        return self.get_queryset().colleagues()


class Agent(Subject):
    """A person's post in an authority. The same person may be an agent of two.

    `identifier`: what a person without an address signs in with; "" for whoever has one.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="agents")
    first_name = models.CharField(_("prénom"), max_length=80)
    last_name = models.CharField(_("nom"), max_length=80)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    is_supervisor = models.BooleanField(_("superviseur"), default=False)
    is_administrator = models.BooleanField(_("administrateur"), default=False)
    kind = models.CharField(
        max_length=12, choices=AgentKind.choices, default=AgentKind.COLLEAGUE, db_default=AgentKind.COLLEAGUE
    )
    theme = models.CharField(max_length=10, blank=True)
    identifier = models.CharField(_("identifiant"), max_length=60, blank=True, default="", db_default="")
    suspended_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AgentManager] = AgentManager()

    actor_kind = "agent"
    actor_through = "web"

    class Meta:
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "user"], condition=Q(user__isnull=False), name="agent_one_a_user"),
            models.UniqueConstraint(
                fields=["authority", "identifier"], condition=~Q(identifier=""), name="agent_one_an_identifier"
            ),
            models.CheckConstraint(condition=Q(kind__in=AgentKind.values), name="agent_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=AgentKind.COLLEAGUE) | Q(is_supervisor=False, is_administrator=False),
                name="agent_from_outside_arranges_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def actor_id(self) -> int:
        return self.pk

    @property
    def is_in_post(self) -> bool:
        return self.ended_on is None and self.suspended_on is None

    @property
    def is_colleague(self) -> bool:
        return self.kind == AgentKind.COLLEAGUE

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()

    @cached_property
    def reach(self) -> Reach:
        """Where the agent works and heads; read once a request."""
        return reach_of(self)


class Role(models.TextChoices):
    """`DEPUTY`: may all that the head may, in the same unit and below."""

    AGENT = "agent", _("agent")
    DEPUTY = "deputy", _("adjoint")
    HEAD = "head", _("chef de service")


class Membership(TenantModel):
    """What an agent is in a unit."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.AGENT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "agent", "unit"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.role} {self.unit_id}"


class Absence(TenantModel):
    """Somebody is away, both days included, and another stands in: they see and do all that the absent one may."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(agent=models.F("deputy")), name="absence_is_filled_by_another"),
        ]
        indexes = [models.Index(fields=["authority", "ends_on"], name="absence_by_end")]

    def __str__(self) -> str:
        return f"{self.agent_id} ← {self.deputy_id}, {self.starts_on} – {self.ends_on}"


class PageSlug(models.TextChoices):
    """The pages that the law wants, by their addresses, which are for ever."""

    LEGAL = "mentions-legales", _("mentions légales")
    PRIVACY = "donnees-personnelles", _("données personnelles")
    ACCESSIBILITY = "accessibilite", _("accessibilité")


class TownPage(Subject):
    """A page that the town has written itself. Without text, the first one is shown."""

    slug = models.CharField(max_length=30, choices=PageSlug.choices)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="page_one_a_slug"),
            models.CheckConstraint(condition=Q(slug__in=PageSlug.values), name="page_slug_is_known"),
        ]

    def __str__(self) -> str:
        return self.slug


class OidcProvider(Subject):
    """Who else vouches for an agent of the town: ProConnect, or any OpenID Connect provider.

    `trusts_emails`: it has checked the addresses that it tells, so that an agent is known by theirs the first time.
    `sirets`: of whom it may vouch for, separated by spaces; "" is anybody. `sealed_secret`: see parvis.kernel.sealing.
    """

    label = models.CharField(max_length=60)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField(blank=True)
    is_proconnect = models.BooleanField(default=False)
    trusts_emails = models.BooleanField(default=False)
    sirets = models.CharField(max_length=300, blank=True)
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["label", "pk"]
        constraints = [models.UniqueConstraint(fields=["authority", "issuer", "client_id"], name="provider_once")]

    def __str__(self) -> str:
        return self.label


class AgentIdentity(TenantModel):
    """The name that a provider has for an agent: never their address, which may become another's."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="identities")
    issuer = models.URLField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "issuer", "subject"], name="identity_once")]

    def __str__(self) -> str:
        return f"{self.agent_id} at {self.issuer}"


class LdapDirectory(Subject):
    """The town's own directory of people: whoever's password it recognises signs in with it."""

    url = models.CharField(max_length=300)
    reader = models.CharField(max_length=300)
    sealed_secret = models.TextField(blank=True)
    base = models.CharField(max_length=300)
    login_attribute = models.CharField(max_length=60, default="uid")
    mail_attribute = models.CharField(max_length=60, default="mail")
    certificate = models.TextField(blank=True)
    is_used = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority"], name="ldap_one_a_town")]

    def __str__(self) -> str:
        return self.url


class SharedDevice(Subject):
    """A tablet or a computer that the people of a unit hand to each other: it asks who is holding it.

    Its browser keeps `uid` in a signed cookie, and nothing of anybody.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="devices")
    label = models.CharField(max_length=60)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.label
