# What names are: kinds, and which mentions are one thing, in invented reports of both languages.
. tests/common.sh
cat >names_en.txt <<'END'
Ilse Varga, the mayor of Norrick, said on Tuesday that the Coastal Rescue Agency (CRA) had sent two boats. The CRA said the trawler Morning Star sank off Cape Ullen. Varga blamed Halden Shipping, which operates the vessel.

"We warned them," said Tomas Brekke, a spokesman for the Ministry of Fisheries. The Third Coastal Brigade searched Ullen Bay, and HMS Petrel joined. Moscow and Washington condemned the seizure. The Kremlin said it would respond. Tropical Storm Ondina is expected on Friday.

Gov. Dana Whitlock spoke with President Henrik Moss. Moss's government has denied the claim. Researchers at the University of Tarrin and St. Brannoc's Hospital found chlorine. Greenlight International, a charity, agreed. Orvale United beat Ashford Rovers at Linden Park. Air Norland was late. She lives in Dorrance, MO, near the river.
END
cat >names_es.txt <<'END'
El Ministerio de Infraestructura de Cordalia anunció el martes que el puente de Valdehuerta permanecerá cerrado. La ministra Elvira Santacruz dijo que la Organización Meteorológica del Norte (OMN) había advertido de lluvias. Según la OMN, el huracán Ondina llegará el jueves. Santacruz pidió ayuda al Gobierno.

La Universidad Politécnica de Lorca y el Hospital San Gabriel abrieron sus puertas. La empresa Aguas del Ebro S.A. gestiona el embalse de Torrenegra. El buque "Santa Casilda", de la Armada, zarpó el lunes. El Kremlin pidió calma, mientras la Casa Blanca y Bruselas estudian sanciones.

La ONG Manos Abiertas y Construcciones Urbasa lo negaron, según publicó ayer el Diario de Tarrín. Las dos piden que el puente se repare.

El consejero de Obras Públicas, Ramón "Moncho" Echarte, culpó a la naviera Mar de Plata. La juez Elena Ruiz-Mateos citó a Nicolás del Pozo y a Carolina Urdaneta. En La Guajira, el Ayuntamiento calló.
END
"$hearsay" annotate --quiet names_en.txt names_es.txt >names.jsonl || fail "not read"
cat >names.py <<'END'
import json
want = {"en": """Ilse Varga|person|Ilse Varga;Norrick|place|;CRA|organisation|Coastal Rescue Agency;Morning Star|vehicle|;Cape Ullen|place|;Varga|person|Ilse Varga
Halden Shipping|organisation|;Tomas Brekke|person|;Ministry of Fisheries|government|;Third Coastal Brigade|armed-force|;Ullen Bay|place|;HMS Petrel|vehicle|;Moscow|government|
Washington|government|;Kremlin|government|;Storm Ondina|other|;Dana Whitlock|person|;Moss|person|Henrik Moss;University of Tarrin|organisation|
Greenlight International|organisation|;Orvale United|organisation|;Ashford Rovers|organisation|;Linden Park|place|;Air Norland|organisation|;MO|place|Missouri""",
        "es": """Ministerio de Infraestructura de Cordalia|government|;Valdehuerta|place|;Elvira Santacruz|person|;OMN|organisation|Organización Meteorológica del Norte;Ondina|other|
Santacruz|person|Elvira Santacruz;Gobierno|government|;Universidad Politécnica de Lorca|organisation|;Hospital San Gabriel|organisation|;Aguas del Ebro S.A.|organisation|
Torrenegra|place|;Santa Casilda|vehicle|;Armada|armed-force|;Casa Blanca|government|;Bruselas|government|;ONG Manos Abiertas|organisation|;Obras Públicas|other|;Ramón "Moncho" Echarte|person|;Mar de Plata|organisation|;Elena Ruiz-Mateos|person|;Nicolás del Pozo|person|
Carolina Urdaneta|person|;La Guajira|place|;Ayuntamiento|government|;Construcciones Urbasa|organisation|;Diario de Tarrín|organisation|"""}
wrong = 0
for line, language in zip(open("names.jsonl", "rb"), ("en", "es")):
    record = json.loads(line)
    text = (record.get("text") or record["document"]["text"]).encode()
    have = {(text[e["span"][0]:e["span"][1]].decode(), e["type"], e["name"]) for e in record["entities"]}
    for item in want[language].replace("\n", ";").split(";"):
        words, kind, name = item.split("|")
        if not any(h[0] == words and h[1] == kind and (not name or h[2] == name) for h in have):
            wrong += 1
            print("missing", item, [h for h in have if words in h[0]])
raise SystemExit(wrong > 0)
END
python3 names.py || fail "names differ"
