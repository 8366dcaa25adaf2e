import type { Language } from "./language";

export const dutch: Language = {
  countries: ["NL", "NL", "NL", "BE"],
  stems: ["Van der Meer", "De Groot", "Kuipers", "Oosterhuis", "Waalkade", "Zuiderzee", "IJsselland", "Ten Brink", "Dijkstra", "De Ruyter", "Verhaegen", "Scheldeoever", "Hoogveld", "Molenaar", "Rozengracht", "Zilvermeer", "Noorderlicht", "Van Loon", "Brouwersgracht", "Meerdonk", "Hofstede", "Lindeboom", "Waddenkust", "Peelland"], // prettier-ignore
  sectors: ["Bouw", "Logistiek", "Zorggroep", "Onderwijs", "Installatietechniek", "Verzekeringen", "Bloemen", "Scheepswerf", "Advocaten", "Voedingsmiddelen", "Energie", "Transport", "Accountants", "Woningcorporatie"], // prettier-ignore
  patterns: [
    "{stem} {sector} B.V.",
    "{sector} {stem}",
    "{stem} & Zonen {sector}",
    "{stem} {sector}",
  ],
  firstNames: ["Anneke", "Joris", "Femke", "Wouter", "Marieke", "Thijs", "Ilse", "Bram"],
  lastNames: ["Jansen", "De Vries", "Peeters", "Willems", "Van den Berg", "Claes", "Hendriks"],
};

export const german: Language = {
  countries: ["DE", "DE", "DE", "AT", "CH"],
  stems: ["Müller", "Schröder", "Rheintal", "Grünwald", "Bäumer", "Königstein", "Alpenblick", "Weißenburg", "Höfer", "Saalfeld", "Brückner", "Lübben", "Zürcher", "Steinfurth", "Wörthersee", "Donau"], // prettier-ignore
  sectors: ["Maschinenbau", "Versicherung", "Klinik", "Spedition", "Bäckerei", "Stadtwerke", "Elektrotechnik", "Möbel", "Brauerei", "Werkzeuge", "Immobilien", "Optik", "Verlag", "Apotheken"], // prettier-ignore
  patterns: [
    "{stem} {sector} GmbH",
    "{sector} {stem} AG",
    "{stem} {sector}",
    "Gebrüder {stem} {sector} KG",
  ],
  firstNames: ["Jürgen", "Sabine", "Björn", "Katharina", "Jörg", "Anneliese", "Günter"],
  lastNames: ["Schäfer", "Krüger", "Weiß", "Hoffmann", "Böhm", "Lange", "Vogt"],
};

export const french: Language = {
  countries: ["FR", "FR", "FR", "BE", "CH", "CA"],
  stems: ["Lefèvre", "Château-Rouge", "Beauséjour", "Île-de-Ré", "Garonne", "Saint-Étienne", "Deschênes", "Rivière", "Béranger", "Montréal", "Côte d’Émeraude", "Hélios", "Aubépine", "Françoise Noël", "Lémanique"], // prettier-ignore
  sectors: ["Assurances", "Transports", "Santé", "Énergies", "Pâtisserie", "Bâtiment", "Éditions", "Hôtellerie", "Ingénierie", "Cosmétiques", "Vignobles", "Pharmacie", "Conseil"], // prettier-ignore
  patterns: [
    "{stem} {sector}",
    "{sector} {stem} SA",
    "Groupe {stem} {sector}",
    "Société {stem} – {sector}",
  ],
  firstNames: ["Élodie", "François", "Zoé", "Jérôme", "Maëlle", "Benoît", "Anaïs"],
  lastNames: ["Lemaître", "Dupré", "Gagné", "Fournier", "Béliveau", "Roché"],
};

export const english: Language = {
  countries: ["GB", "US", "US", "US", "IE", "CA", "AU", "NZ"],
  stems: ["Ashworth", "Blue Heron", "Copperfield", "Driftwood", "Eastgate", "Fairhaven", "Granite Peak", "Harbour Lane", "Ironbridge", "Juniper", "Kestrel", "Larkspur", "Maplewood", "Northgate", "Old Mill", "Pemberton", "Quarry Hill", "Redfern", "Silverton", "Thornbury", "Underhill", "Vantage Point", "Westmoor", "Yellowstone Creek"], // prettier-ignore
  sectors: ["Insurance", "Logistics", "Health", "Foods", "Manufacturing", "Legal", "Energy", "Schools", "Aviation", "Textiles", "Housing", "Pharmacies", "Engineering", "Media", "Farms"], // prettier-ignore
  patterns: [
    "{stem} {sector} Ltd",
    "{stem} {sector} Inc.",
    "{stem} {sector}",
    "The {stem} {sector} Company",
  ],
  firstNames: ["Olivia", "George", "Amelia", "Noah", "Grace", "Theo", "Charlotte", "Marcus"],
  lastNames: ["Whitfield", "O’Connor", "Bennett", "Sinclair", "Murray", "Hughes", "Delgado"],
};

export const spanish: Language = {
  countries: ["ES", "ES", "MX", "AR", "CO", "CL"],
  stems: ["Peñalver", "Montaña Azul", "Ibáñez", "Nuñez Prado", "Aragón", "Costa Dorada", "Quetzal", "Los Álamos", "Ordóñez", "Río Bravo", "Santa Fé", "Guadalquivir"], // prettier-ignore
  sectors: ["Seguros", "Construcción", "Logística", "Alimentación", "Energía", "Educación", "Farmacéutica", "Textil", "Hostelería", "Ingeniería", "Minería"], // prettier-ignore
  patterns: ["{stem} {sector} S.A.", "{sector} {stem} S.L.", "Grupo {stem} {sector}"],
  firstNames: ["Íñigo", "Lucía", "Andrés", "María José", "Sofía", "Óscar"],
  lastNames: ["Muñoz", "García Peña", "Gutiérrez", "Ibarra", "Sánchez"],
};

export const portuguese: Language = {
  countries: ["PT", "BR", "BR"],
  stems: ["Conceição", "Leão Dourado", "Araújo", "São Bento", "Ribeirão", "Magalhães", "Ipanema", "Açoriana", "Guimarães", "Paraná"], // prettier-ignore
  sectors: ["Alimentação", "Construções", "Seguros", "Saúde", "Educação", "Transportes", "Móveis", "Energia", "Calçados", "Café"], // prettier-ignore
  patterns: ["{stem} {sector} Lda.", "{sector} {stem} S.A.", "{stem} {sector}"],
  firstNames: ["João", "Inês", "Antônio", "Conceição", "Luísa", "Estêvão"],
  lastNames: ["Gonçalves", "Simões", "Leitão", "Assunção", "Falcão"],
};

export const italian: Language = {
  countries: ["IT", "IT", "CH"],
  stems: ["Fratelli Rossi", "Libertà", "Monte Cervino", "Lago di Garda", "San Nicolò", "Bellavista", "Gioventù", "Torre Alta", "Ponte Vecchio", "Cittadella"], // prettier-ignore
  sectors: ["Assicurazioni", "Ceramiche", "Trasporti", "Sanità", "Costruzioni", "Moda", "Alimentari", "Energia", "Ottica", "Mobili"], // prettier-ignore
  patterns: ["{stem} {sector} S.p.A.", "{sector} {stem} S.r.l.", "{stem} {sector}"],
  firstNames: ["Niccolò", "Giulia", "Matteo", "Chiara", "Beatrice"],
  lastNames: ["Forlì", "Esposito", "De Angelis", "Barbieri", "Conti"],
};
