"""The names of the streets of each district, the longest street first: each is drawn because it has a name."""

_WORDS: dict[str, str] = {
    "C": """rue des Lavandières; rue de l’Abreuvoir; rue du Chapitre; rue des Trois-Rois; rue de la Monnaie; rue des Forgerons;
        passage des Drapiers; rue du Puits-Doré; rue des Potiers; rue de la Poterne; rue aux Herbes; rue du Grenier-à-Sel;
        rue des Carmes; impasse du Puits; rue de la Tour; rue des Cordeliers; rue du Cloître; rue des Vinaigriers;
        rue de l’Échiquier; rue de la Vieille-Poste; rue des Jardiniers; passage du Beffroi; rue Porte-Neuve; rue des Ursulines;
        rue de la Cloche; rue du Cheval-Blanc; rue des Merciers; impasse des Tisserands""",
    "M": """rue du Gué; chemin des Vignes; rue de la Meule; route de Saint-Rémi; rue des Prés; allée des Saules;
        chemin de la Roue; rue des Boulangers; impasse du Blé; rue de la Farine; rue des Noisetiers; rue du Moulin-Neuf;
        rue des Minotiers; allée des Aulnes; rue de la Vanne; rue du Seigle; rue des Glaneuses; impasse de l’Épi;
        chemin des Lavoirs; rue du Froment""",
    "G": """rue du Dépôt; rue Denis-Papin; rue de la Rotonde; boulevard de l’Industrie; rue des Aiguilleurs; rue Marc-Seguin;
        rue Louise-Michel; rue du Faubourg; allée des Ateliers; rue Jean-Jaurès; rue de la République; passage du Tunnel;
        rue du Signal; rue des Mécaniciens; rue Pierre-Semard; rue de la Locomotive; rue Ambroise-Croizat; rue du Convoi;
        rue des Wagons; impasse du Butoir; rue Rosa-Parks; rue du Premier-Mai; rue Germaine-Tillion; allée de la Marquise;
        rue des Voyageurs; rue Gustave-Eiffel""",
    "A": """rue du Clocher; rue de la Cure; chemin des Ânes; rue des Jonquilles; rue des Coquelicots; allée des Bouleaux;
        rue Olympe-de-Gouges; rue du 8-Mai-1945; rue Marie-Curie; rue du Gymnase; chemin de la Croix; rue des Vergers;
        rue des Bleuets; allée des Marronniers; rue Irène-Joliot-Curie; rue du 11-Novembre; impasse des Iris; rue des Glycines;
        rue Joséphine-Baker; rue du Docteur-Roux; rue des Aubépines; allée des Cerisiers; rue Lucie-Aubrac; rue des Lilas;
        impasse du Verger; rue Nelson-Mandela""",
    "V": """rue du Port; rue de l’Écluse; rue des Pêcheurs; allée des Platanes; rue des Joncs; chemin de la Prairie;
        rue de la Barque; impasse des Hérons; rue du Lavoir; rue de la Passerelle; rue des Bateliers; rue du Martin-Pêcheur;
        rue des Roseaux; chemin des Îles; rue de la Gabare; rue des Haleurs; impasse de la Rive; rue du Passeur""",
    "T": """rue Victor-Hugo; rue George-Sand; avenue des Érables; allée des Charmes; rue Jules-Ferry; rue Simone-Veil;
        rue Colette; rue des Hirondelles; allée des Merles; rue Jean-Zay; impasse des Mésanges; rue des Rossignols;
        rue Albert-Camus; rue Germaine-de-Staël; allée des Hêtres; rue des Chardonnerets; rue Marcel-Proust; rue Louise-Labé;
        rue Alphonse-Daudet; impasse des Fauvettes; rue Sophie-Germain; rue des Acacias; allée des Sycomores;
        rue Marguerite-Yourcenar; rue des Frênes; rue Émile-Zola; impasse du Chêne""",
}
NAMES: dict[str, list[str]] = {code: [" ".join(name.split()) for name in words.split(";")] for code, words in _WORDS.items()}
