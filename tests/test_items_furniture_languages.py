"""What the words of furniture show in the languages of the pages that Dateline reads."""

from __future__ import annotations

import pytest

from dateline.items.furniture import furniture_kind

SHOWN = {
    "navigation": """
Load more posts
Sie sind hier: Startseite
您当前的位置：首页 > 本地 > 正文""",
    "cookie-notice": """
Accept all
Manage settings
Aceptar todo
Tout accepter
Continuer sans accepter
Accetta tutti
Принять все
Wir verwenden Cookies, um unsere Website zu verbessern.
Diese Website verwendet Cookies.
Alle Cookies akzeptieren
Cookie-Einstellungen
Wir und unsere Partner nutzen Cookies und ähnliche Technologien
Nous utilisons des cookies pour améliorer votre expérience.
Ce site utilise des cookies.
Tout accepter et fermer les cookies
Gestion des cookies
Paramétrer les cookies
Мы используем файлы cookie, чтобы сайт работал лучше.
Сайт использует cookie
На сайте используются cookies
Utilizamos cookies propias y de terceros
Configuración de cookies
Questo sito utilizza i cookie
Usamos cookies para personalizar conteúdo
Deze website maakt gebruik van cookies
Bu site çerezleri kullanır.""",
    "paywall": """
¿Ya eres suscriptor? Inicia sesión
この記事は有料会員記事です。残り812文字
会員登録して続きを読む
Kup prenumeratę
Jetzt weiterlesen mit F+
Sie wollen weiterlesen? Jetzt abonnieren
Weiterlesen nach der Anmeldung
Dieser Artikel ist nur für Abonnenten
Exklusiv für Abonnenten
Bereits Abonnent? Hier anmelden
Lesen Sie diesen Artikel mit einem Probeabo
Cet article est réservé aux abonnés
Article réservé à nos abonnés
Il vous reste 70 % de cet article à lire
Déjà abonné ? Connectez-vous
Abonnez-vous pour lire la suite
Эта статья доступна только подписчикам
Оформите подписку, чтобы читать дальше
Материал доступен по подписке
Contenido exclusivo para suscriptores
Suscríbete para seguir leyendo
Articolo riservato agli abbonati
Conteúdo exclusivo para assinantes
Alleen voor abonnees""",
    "newsletter": """
Sign me up
Подписаться
Подписывайтесь на наш Telegram-канал
Підписуйтесь на наш канал у Telegram
გამოიწერეთ სიახლეები
اشترك في النشرة البريدية
Obserwuj nas w Google News
Get the headlines by email every morning
Jetzt Newsletter abonnieren
Die wichtigsten Nachrichten des Tages per E-Mail
Inscrivez-vous à notre lettre d'information
Recevez chaque matin l'essentiel de l'actualité par e-mail
Подпишитесь на нашу рассылку
Подписаться на рассылку
Получайте главные новости на почту
Suscríbete a nuestro boletín
Iscriviti alla newsletter
E-bülten aboneliği""",
    "app-promo": """
Laden Sie unsere App herunter
Jetzt die App herunterladen
Unsere App für Android und iOS
Téléchargez notre application
Télécharger l'application
Скачайте наше приложение
Установите приложение
Descarga nuestra aplicación
Scarica la nostra app
Uygulamamızı indirin""",
    "share-bar": """
გაზიარება
شارك
Κοινοποίηση
分享到：微信 微博
Paylaş Tweetle A+A-
फॉन्ट साइज
Ouvir matéria
Follow us on Facebook Instagram X
Folgen Sie uns auf:
Teilen Sie dies mit:
Gefällt mir:
Teilen Merken Drucken
Artikel teilen
Drucken
Per E-Mail teilen
Auf Facebook teilen
Partager sur Facebook
Partager l'article
Imprimer
Envoyer par e-mail
Поделиться
Поделиться в Telegram
Скопировать ссылку
Compartir en Facebook
Condividi
Facebook'ta paylaş""",
    "comment-prompt": """
კომენტარები (2)
التعليقات (2)
Σχόλια (1)
Коментарі: 1
टिप्पणियां (3)
Faça login para comentar
Kommentare
Diskutieren Sie mit
Schreiben Sie einen Kommentar
Réagissez à cet article
Laisser un commentaire
Обсудить
Оставить комментарий
Комментировать""",
    "copyright": """
Alle Rechte vorbehalten
Все права защищены
Tous droits réservés
Todos los derechos reservados
Tutti i diritti riservati
Todos os direitos reservados
При использовании материалов ссылка на сайт обязательна""",
    "legal": """
Impressum
AGB
Datenschutzerklärung
Nutzungsbedingungen
Conditions générales d'utilisation
Politique de confidentialité
Политика конфиденциальности
Пользовательское соглашение
Política de privacidad
Informativa sulla privacy""",
    "login": """
تسجيل الدخول
ログイン
Ihr Passwort
Welcome! Log into your account
Password recovery
A password will be e-mailed to you.
Anmelden
Connexion
Mein Konto
Войти
Iniciar sesión
Giriş yap""",
    "advertisement": """
Dalsza część artykułu pod materiałem wideo
Anzeige
Werbung
Publicité
Реклама
La suite après la publicité
Lesen Sie nach der Anzeige weiter
Publicidad
Pubblicità""",
    "search": """
Suche
Rechercher
Поиск""",
    "tags": """
الكلمات المفتاحية: الإسكندرية، النقل
Schlagworte:
Schlagwörter:
Mots-clés :
Метки:""",
    "related-heading": """
მსგავსი სიახლეები
الأكثر قراءة
और पढ़ें
Останні новини
İlginizi Çekebilir
İlgili Haberler
アクセスランキング
Διαβάστε επίσης
Polecamy
Weitere Folgen
Also today
Recent Posts
Ähnliche Beiträge:
Mehr zum Thema
Auch interessant
Lesen Sie auch
Sur le même sujet
À lire également
Voir aussi
Les articles les plus lus
Читайте также
Материалы по теме
Другие новости
Самое читаемое
Noticias relacionadas""",
}
PROSE = """\
Polecamy spacer po starym mieście
Alle akzeptieren den Vorschlag des Rates
Recent posts from the harbour tell of a storm
Subscribe or starve, says the theatre
Follow us into the caves, guides say
Die Polizei hat Anzeige gegen den Fahrer erstattet
Themen des Treffens waren die Zölle und der Krieg
Le ministre a voulu partager sa vision avec les maires
Les commentaires du président ont surpris Bruxelles
Pour lire la suite de ce roman il faut attendre un an
Поделиться опытом приехали врачи из Казани
Войти в город войска не смогли
Compartir la carga es el plan del ministro de Hacienda
Der Minister will Daten von Abonnenten nutzen"""


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in SHOWN.items() for line in lines.strip().split("\n")])
def test_the_words_show_the_kind(kind: str, line: str) -> None:
    assert furniture_kind(line) == kind


@pytest.mark.parametrize("line", PROSE.split("\n"))
def test_a_headline_with_such_a_word_is_no_furniture(line: str) -> None:
    assert furniture_kind(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Unlimited access for €1", "paywall"),
        ("Get unlimited access for £1 a month", "paywall"),
        ("Добавить комментарий", "comment-prompt"),
        ("Yorumlar (2)", "comment-prompt"),
        ("Şərhlər", "comment-prompt"),
        ("Пікірлер (4)", "comment-prompt"),
        ("Show more comments", "comment-prompt"),
        ("Показать ещё комментарии", "comment-prompt"),
        ("Sosyal medyada yorumlar büyüyor", None),
    ],
)
def test_offers_of_access_and_buttons_over_comments(line: str, kind: str | None) -> None:
    assert furniture_kind(line) == kind
