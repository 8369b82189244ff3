"""The configuration: a TOML file and ELKEDEUR_* in the environment, checked before anything starts."""

import re
import tomllib
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import (
    AliasChoices,
    AwareDatetime,
    BaseModel,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.adapters.handtekening import secret_problems, split_secrets
from bot.adapters.openklant import OpenKlant
from bot.adapters.sms import SmsGateway
from bot.adapters.smtp import MailServer
from bot.adapters.webhook import WebhookTarget
from bot.store.plek import Plek, Postgres


class ConfigError(Exception):
    """The configuration cannot be used; the message names each field and what to do."""


class Niveau(BaseModel):
    """One level that is told when the frontoffice is too late: its name and its mailbox."""

    naam: str
    mail: str | None = None


# From low to high, as the municipality escalates.
NIVEAUS = ("team", "teamleider", "procesregisseur", "directie", "wethouder")


class Termijnen(BaseModel):
    """Working days within which a signaal must be taken up, by urgency, and between two levels."""

    vandaag: int = Field(default=1, ge=0, le=60)
    week: int = Field(default=3, ge=1, le=60)
    rustig: int = Field(default=5, ge=1, le=60)
    tussen_niveaus: int = Field(default=1, ge=1, le=60)

    def of(self, urgentie: str) -> int:
        """Working days for this urgency: vandaag, week or rustig."""
        return int(getattr(self, urgentie))


class Bewaar(BaseModel):
    """How many days each kind of thing is kept at most; docs/privacy.md says why."""

    gesprek: int = Field(default=365, ge=30)  # since the resident was last heard, with all that hangs on it
    bericht: int = Field(default=90, ge=7)  # the words of a message that was handled
    verstuurd: int = Field(default=90, ge=7)  # what went out, once it has arrived or never will
    herziening: int = Field(default=180, ge=7)  # the words in the two lists for an editor
    gezien: int = Field(default=400, ge=30)  # the ids of updates, against the same one coming twice
    inzage: int = Field(
        default=730, ge=365
    )  # who looked at what; the database itself refuses less than a year
    kopie: int = Field(default=30, ge=1)  # a backup, and the list of what was erased since


class Settings(BaseSettings):
    """Everything that can be set. Names in the environment: ELKEDEUR_ and the field, in capitals."""

    environment_counts: ClassVar[bool] = True

    model_config = SettingsConfigDict(env_prefix="ELKEDEUR_", env_nested_delimiter="__", extra="forbid")

    gegevens: Path = Path("gegevens")
    # A PostgreSQL server, as postgresql://gebruiker:wachtwoord@host/naam. Without it: one file of SQLite in `gegevens`.
    server: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("database", "ELKEDEUR_DATABASE")
    )
    sleutelbestand: Path | None = None

    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook_url: str | None = None
    telegram_webhook_geheim: SecretStr | None = None
    telegram_webhook_adres: str = "127.0.0.1"
    telegram_webhook_poort: int = Field(default=8443, ge=0, le=65535)

    # As residents know it: it stands in the sentences for {gemeente}.
    gemeente: str = Field(default="Oosterhout", min_length=1, max_length=60)
    # Sentences of this municipality itself, in the form of bot/teksten/nl.toml: they come in the place of ours.
    teksten: Path | None = None
    # The places of this municipality itself, as CSV. The national ones of the program come with them.
    kaart: Path | None = None

    groep: int | None = None
    # Telegram numbers of the colleagues who may act in that group. Left empty, everybody in the group may.
    groep_collegas: list[int] = Field(default_factory=list)
    pakket_map: Path | None = None
    pakket_mail: str | None = None
    melding_mail: str | None = None
    opschaling: list[Niveau] = Field(default_factory=lambda: [Niveau(naam=naam) for naam in NIVEAUS])
    termijnen: Termijnen = Field(default_factory=Termijnen)

    frontoffice_adres: str = "127.0.0.1"
    frontoffice_poort: int | None = Field(default=None, ge=0, le=65535)
    # The pages travel over https (through the municipality's own proxy); without it cookies go in the clear.
    frontoffice_https: bool = True
    # The proxy before the pages writes the address of the colleague last in X-Forwarded-For. Without it that header
    # is not believed, and then all colleagues behind a proxy count as one address when logging in goes wrong.
    frontoffice_proxy: bool = False
    # The address at which colleagues open the pages, for the municipality's own sign-on.
    frontoffice_url: str | None = None
    oidc_url: str | None = None
    oidc_client: str | None = None
    oidc_geheim: SecretStr | None = None
    # Only for a sign-on that never sends `email_verified`, and in which nobody writes his own mail address.
    oidc_mail_altijd_waar: bool = False
    # Wijken and kerkdorpen by which signalen are filtered, counted and shielded, beside those on the sociale kaart.
    wijken: list[str] = Field(default_factory=lambda: ["Den Hout", "Dommelbergen", "Dorst", "Oosteind"])
    # Working days that a resident gets to answer a question of a colleague.
    reactie_dagen: int = Field(default=5, ge=1, le=60)

    # The page on which residents talk without Telegram; the municipality's own proxy before it brings https.
    chat_adres: str = "127.0.0.1"
    chat_poort: int | None = Field(default=None, ge=0, le=65535)
    chat_https: bool = True
    # As frontoffice_proxy. Without it all residents behind a proxy count as one address.
    chat_proxy: bool = False
    # The address at which residents open the page: it stands in a seintje.
    chat_url: str | None = None
    # Sites of the municipality in which the page may stand, as "https://www.oosterhout.nl".
    chat_insluiten: list[str] = Field(default_factory=list)
    # Where "snel weg" leads: a page that everybody opens now and then.
    chat_snel_weg: str = "https://www.buienradar.nl/"

    # Where other parties read the sociale kaart. kaart_url: the address at which they reach it.
    kaart_adres: str = "127.0.0.1"
    kaart_poort: int | None = Field(default=None, ge=0, le=65535)
    kaart_url: str | None = None
    # As frontoffice_proxy. Without it all readers behind a proxy count as one address.
    kaart_proxy: bool = False

    # The Open Klant of the municipality, up to and including .../klantinteracties/api/v1; see docs/koppelen.md.
    openklant_url: str | None = None
    openklant_token: SecretStr | None = None
    # The uuid of the actor there (a team, say) who gets the interne taken.
    openklant_actor: str | None = None
    openklant_kanaal: str = "chat"
    # How often we look there what is done.
    openklant_seconden: float = Field(default=60.0, ge=1)

    # Another system that wants to hear what is handed over. The secrets: one, or several with a space between them.
    webhook_url: str | None = Field(default=None, repr=False)
    webhook_geheim: SecretStr | None = None
    # It stands in the municipality's own network. Without this an address from inside is never called.
    webhook_intern: bool = False
    # Where another system tells us how things stand; the municipality's own proxy before it brings https.
    webhook_in_adres: str = "127.0.0.1"
    webhook_in_poort: int | None = Field(default=None, ge=0, le=65535)
    webhook_in_geheim: SecretStr | None = None

    # Where the administrator and his monitoring look: health, readiness and figures. Only for inside.
    bewaking_adres: str = "127.0.0.1"
    bewaking_poort: int | None = Field(default=None, ge=0, le=65535)

    # Where `elkedeur gegevens kopie` puts backups; without it, beside the database in "kopieen".
    kopie_map: Path | None = None

    # Some gateways want a key in the address or in a field.
    sms_url: str | None = Field(default=None, repr=False)
    sms_geheim: SecretStr | None = None
    sms_kop: str = "Authorization"
    sms_vorm: Literal["json", "formulier"] = "json"
    sms_velden: dict[str, str] = Field(
        default_factory=lambda: {"to": "{nummer}", "body": "{tekst}"}, repr=False
    )

    smtp_host: str | None = None
    smtp_poort: int = Field(default=587, ge=1, le=65535)
    smtp_gebruiker: str | None = None
    smtp_wachtwoord: SecretStr | None = None
    smtp_beveiliging: Literal["starttls", "tls", "geen"] = "starttls"
    smtp_afzender: str = "elkedeur@localhost"

    opvolg_uur: int = Field(default=10, ge=9, le=20)
    wacht_op_vervolg: float = Field(default=1.2, ge=0, le=30)
    bewaar: Bewaar = Field(default_factory=Bewaar)
    planner_seconden: float = Field(default=5.0, gt=0)
    # Only for tests and exercises: the moment at which the clock of this process starts.
    klok: AwareDatetime | None = None

    @property
    def database(self) -> Plek:
        """Where everything is kept."""
        if self.server is None:
            return self.gegevens / "elkedeur.db"
        return Postgres(self.server.get_secret_value(), self.gegevens)

    @property
    def key_file(self) -> Path:
        return self.sleutelbestand or self.gegevens / "elkedeur.sleutel"

    @property
    def backup_folder(self) -> Path:
        return self.kopie_map or self.gegevens / "kopieen"

    @property
    def sms_gateway(self) -> SmsGateway | None:
        """Where text messages go out, if anywhere."""
        if self.sms_url is None:
            return None
        secret = self.sms_geheim
        return SmsGateway(
            url=self.sms_url,
            secret=None if secret is None else secret.get_secret_value(),
            header=self.sms_kop,
            form=self.sms_vorm,
            fields=self.sms_velden,
        )

    @property
    def openklant(self) -> OpenKlant | None:
        """The Open Klant of the municipality, if it has one."""
        if self.openklant_url is None:
            return None
        token = _secret(self.openklant_token)
        return OpenKlant(self.openklant_url, token, self.openklant_actor or "", self.openklant_kanaal)

    @property
    def webhook(self) -> WebhookTarget | None:
        """Where another system hears what is handed over, if anywhere."""
        if self.webhook_url is None:
            return None
        return WebhookTarget(
            self.webhook_url, split_secrets(_secret(self.webhook_geheim)), self.webhook_intern
        )

    @property
    def webhook_in_secrets(self) -> tuple[str, ...]:
        """With which another system signs what it tells us."""
        return split_secrets(_secret(self.webhook_in_geheim))

    @property
    def seintjes(self) -> tuple[str, ...]:
        """How residents of the chat page can hear that a message waits: mail, sms."""
        if self.chat_url is None:
            return ()
        return tuple(
            name for name, given in (("mail", self.smtp_host), ("sms", self.sms_url)) if given is not None
        )

    @property
    def mail_server(self) -> MailServer | None:
        """Where mail goes out, if anywhere."""
        if self.smtp_host is None:
            return None
        secret = self.smtp_wachtwoord
        return MailServer(
            host=self.smtp_host,
            port=self.smtp_poort,
            username=self.smtp_gebruiker,
            password=None if secret is None else secret.get_secret_value(),
            starttls=self.smtp_beveiliging == "starttls",
            tls=self.smtp_beveiliging == "tls",
            sender=self.smtp_afzender,
        )

    @field_validator("chat_snel_weg", "chat_url", "kaart_url")
    @classmethod
    def _address(cls, given: str | None) -> str | None:
        if given is not None and not re.match(r"https?://[^/\s;,]+", given):
            raise ValueError(f"{given} is geen webadres. Begin met https://.")
        return given

    @field_validator("server")
    @classmethod
    def _postgresql(cls, given: SecretStr | None) -> SecretStr | None:
        if given is not None and not re.match(r"postgres(ql)?://[^/\s]*/[^/\s]+", given.get_secret_value()):
            raise ValueError("Dit is geen adres van PostgreSQL. Schrijf postgresql://gebruiker@server/naam.")
        return given

    @field_validator("chat_insluiten")
    @classmethod
    def _origins(cls, given: list[str]) -> list[str]:
        """Only whole origins: a slip here would let any site in, or none."""
        for one in given:
            if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?", one):
                raise ValueError(
                    f"{one} is geen adres als https://www.voorbeeld.nl. Haal weg wat erachter staat."
                )
        return given

    @model_validator(mode="after")
    def _whole(self) -> Self:
        mails = [self.pakket_mail, self.melding_mail, *(niveau.mail for niveau in self.opschaling)]
        if any(mails) and self.smtp_host is None:
            raise ValueError("smtp_host ontbreekt: er is een mailadres ingesteld. Vul smtp_host in.")
        if self.sms_url and not self.chat_url:
            raise ValueError("chat_url ontbreekt: een sms wijst de weg naar de pagina. Vul chat_url in.")
        for wrong in self.sms_gateway.problems() if self.sms_gateway else ():
            raise ValueError(wrong)
        if self.telegram_webhook_url and self.telegram_webhook_geheim is None:
            raise ValueError("telegram_webhook_geheim ontbreekt. Kies een lange willekeurige tekst.")
        if self.oidc_url and not (self.oidc_client and self.frontoffice_url):
            raise ValueError(
                "oidc_client of frontoffice_url ontbreekt: zonder kan niemand inloggen met oidc_url."
            )
        return self

    @model_validator(mode="after")
    def _elsewhere(self) -> Self:
        """The other systems of the municipality."""
        wrong = [*(self.openklant.problems() if self.openklant else ())]
        wrong += self.webhook.problems() if self.webhook else ()
        if self.webhook_in_poort is not None:
            wrong += secret_problems("webhook_in_geheim", self.webhook_in_secrets)
        whole = (self.frontoffice_poort, self.pakket_map, self.pakket_mail, self.webhook_url)
        if self.openklant_url and not any(place is not None for place in whole):
            wrong.append(
                "openklant_url: een lang pakket past daar niet helemaal in. Stel ook frontoffice_poort, pakket_map,"
                " pakket_mail of webhook_url in."
            )
        if wrong:
            raise ValueError("\n- ".join(wrong))
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file (which comes in as arguments), where it counts at all."""
        return (env_settings, init_settings) if cls.environment_counts else (init_settings,)


def load_settings(file: Path | None = None, **overrides: Any) -> Settings:
    """Read the configuration. Raises ConfigError."""
    values: dict[str, Any] = {}
    if file is not None:
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: {error}. Verbeter of verwijder het bestand.") from error
    return settings_of(Settings, values | overrides, file)


def settings_of(kind: type[Settings], values: dict[str, Any], file: Path | None) -> Settings:
    """file: where the values stood, for the message. Raises ConfigError."""
    try:
        return kind(**values)
    except ValidationError as error:
        raise ConfigError(_plain(error, file)) from None


def check_production(settings: Settings) -> None:
    """What `elkedeur start` needs on top. Raises ConfigError."""
    missing = []
    if settings.telegram_token is None and settings.chat_poort is None:
        missing.append(
            "telegram_token of chat_poort: hoe bewoners ons bereiken (het token komt van BotFather)"
        )
    places = (settings.pakket_map, settings.pakket_mail, settings.openklant_url, settings.webhook_url)
    if all(place is None for place in places):
        missing.append(
            "pakket_map, pakket_mail, openklant_url of webhook_url: waar een overdracht naartoe gaat"
        )
    if missing:
        raise ConfigError("Er ontbreekt iets in de configuratie:\n- " + "\n- ".join(missing))


def _secret(given: SecretStr | None) -> str:
    return "" if given is None else given.get_secret_value()


def _plain(error: ValidationError, file: Path | None) -> str:
    """Field by field, and never the value: it may be a secret."""
    where = file.name if file else "omgeving"
    lines = [f"- {'.'.join(map(str, e['loc'])) or 'geheel'}: {e['msg']}" for e in error.errors()]
    return f"De configuratie ({where}) klopt niet:\n" + "\n".join(lines)
