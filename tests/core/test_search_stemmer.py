"""Savoy's light stemmer against the vectors that Apache Lucene publishes for its own, and at the bounds of its rules."""

import pytest

from core.search.french import fold
from core.search.stemmer import stem

# Stems and their words, from TestFrenchLightStemFilter.java of Apache Lucene (Apache License 2.0), all but
# « 22hh00 »: what holds figures is left as it is here.
LUCENE = """
cheval: chevaux cheval
hibou: hiboux hibou
chant: chantés chanter chante chant
baron: baronnes barons baron
peau: peaux peau
aneau: anneaux anneau
neveu: neveux neveu
afreu: affreux affreuse
investi: investissement investir
asourdi: assourdissant assourdir
pratiqu: pratiquement pratique
administratif: administrativement administratif
justifi: justificatrice justificateur justifier
eduqu: educatrice eduquer
comuniqu: communicateur communiquer
acompagn: accompagnatrice accompagnateur
administr: administrateur administrer
product: productrice producteur
achet: acheteuse acheteur
plant: planteur plante
poreu: poreuse poreux
plieu: plieuse
bijouti: bijoutière bijoutier
caisi: caissière caissier
abrasif: abrasive abrasif
fou: folle fou
person: personnelle personne
complet: complète complet
aromat: aromatique
faibl: faiblesse faible
patin: patinage patin
sono: sonorisation
rituel: ritualisation rituel
nomin: nomination
dispos: disposition dispose
1234555: 1234555
12333345: 12333345
1234: 1234
abcdef: abcdeff abcccddeef
cre: créées
"""

# A word as short as a rule allows, and one that is a letter too short for it. The lengths are those of Savoy's
# program (BSD licence), which Lucene's FrenchLightStemmer.java follows.
BOUNDS = """
abissement abir, bissement bise
ravissant ravi, puissant puisant
alivement alif, tivement tif, ivement ive
alement ale, lement lement
abificatrice abifi, bificatrice bifiqu
lificateur lifiqu, ificateur ifiqu
abificateur abifi, bificateur bifiqu
alicatrice aliqu, licatrice lic
placateur plaqu, lacateur lac
blatrice blat, latrice lateu
blateur blat, lateur lateu
motrice moteu, otrice otric
unieme un, dieme diem
routeuse rout, outeuse outeu
routeur rout, outeur outeu
gueuse gueu, reuse reus
boulangere boulang, bocagere bocager
abrasive abrasif, massive masiv
folle fou, olle olle
molle mou, elle elle
ationnelle ation, tionnelle tionel
ditionnel ditionel, aditionnel adition
mecanique mecan, physique physiqu
politesse polit, mollesse moles
patinage patin, abinage abinag
legisation leg, abisation abis
manualisation manuel, usualisation usual
fondation fond, mutation mutation
partition part, edition edition
canaux canal, chaux chau
noix noi, lex lex
mars mar, les les
folie fol, amie amie
donner don, fier fier
creee cre, cree cree
"""


# Words come to the stemmer without accents.
VECTORS = [
    (fold(word), expected)
    for expected, words in (line.split(": ") for line in LUCENE.strip().splitlines())
    for word in words.split()
]


@pytest.mark.parametrize(("word", "expected"), VECTORS)
def test_lucenes_vectors(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize("line", BOUNDS.strip().splitlines())
def test_rules_begin_at_their_length(line):
    for pair in line.split(", "):
        word, expected = pair.split()
        assert stem(word) == expected


def test_what_holds_figures_or_is_short_is_left_alone():
    for word in ("", "a", "les", "29200", "w294", "22hh00", "1234555"):
        assert stem(word) == word
