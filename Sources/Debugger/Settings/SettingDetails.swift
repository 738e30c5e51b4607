import Word2Vec

extension Setting {
  /// Other names, as the screen and other programs write it.
  package var aliases: [String] { Self.texts[name]?.aliases ?? [] }
  /// What its values do, with a formula where there is one.
  package var details: String { Self.texts[name]?.details ?? "" }
  /// Words that `apropos` finds it by.
  var keywords: String { Self.texts[name]?.keywords ?? "" }

  /// All that `apropos` searches.
  var searchText: String {
    ([summary, details, keywords] + aliases).joined(separator: " ")
  }

  /// The lines of its help after the first ones.
  func furtherHelp(_ session: Session) -> String {
    var lines: [String] = []
    if !aliases.isEmpty { lines.append("also written: \(aliases.joined(separator: ", "))") }
    lines += details.split(separator: "\n").map { wrapped(String($0)) }
    if name == "subsample" { lines.append(session.keepTable) }
    return lines.map { "\n" + $0 }.joined()
  }

  /// The setting of another name.
  static func aliased(_ name: String) -> Setting? { all.first { $0.aliases.contains(name) } }

  private struct Texts {
    var aliases: [String] = []
    var details = ""
    var keywords = ""
  }

  private static let texts: [String: Texts] = [
    "objective": Texts(
      details: """
        softmax: F = -ln ŷ_o, against every word of the vocabulary.
        negative-sampling: F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c), against K drawn words.
        """, keywords: "loss function cross-entropy SGNS"),
    "eta": Texts(
      aliases: ["η", "lr", "learning-rate"],
      details: """
        Every update subtracts η times the gradient; `whatif` compares several, `decay` lets it fall.
        """, keywords: "learning rate step size alpha"),
    "radius": Texts(
      aliases: ["m", "window"],
      details: """
        The words up to m places to the left and to the right of the center are its outside words.
        """, keywords: "window size context"),
    "negatives": Texts(
      aliases: ["K", "neg"],
      details: "Used under negative-sampling only; softmax reads every word.",
      keywords: "number of negative samples"),
    "dimension": Texts(
      aliases: ["d", "dim"], details: "The number of components of every v_w and u_w.",
      keywords: "vector size embedding"),
    "update": Texts(
      details: """
        window: all gradients of J are taken at the same parameters, then one step is made.
        pair: a step after every pair, each at the parameters it meets, as word2vec.c does.
        """),
    "draws": Texts(
      details: """
        pair: every pair has K draws of its own.
        window: the pairs of a window share one list of K draws.
        """, keywords: "negative samples"),
    "collision": Texts(
      details: """
        redraw: a draw that is the observed word is drawn again, so there are always K.
        skip: it is left out, as word2vec.c does, so there can be fewer.
        """),
    "power": Texts(
      details: """
        A word is drawn with probability count^power / Σ count^power. 1 draws by frequency, 0 all
        words alike, 0.75 is word2vec's: rare words come up more often than in the text.
        """, keywords: "exponent noise distribution unigram 0.75"),
    "dynamic-radius": Texts(
      details: """
        on: every window draws its radius from 1 to m with equal chances, as word2vec.c does, so near
        words count more.
        off: always m.
        """, keywords: "shrink window reduced"),
    "decay": Texts(
      details: """
        none: η stays as it is.
        linear: η (1 - tokens passed / tokens planned), at least η / 10000, over all epochs.
        """, keywords: "learning rate schedule anneal alpha"),
    "epochs": Texts(
      details: "A finished run goes on when more are planned.", keywords: "iterations passes iter"),
    "init": Texts(
      details: """
        uniform: every component of V and U between -1/√√d and 1/√√d, so that scores vary by about 1.
        word2vec: V between -0.5/d and 0.5/d, U zero, as word2vec.c does; the first steps are small.
        """, keywords: "initial random weights"),
    "min-count": Texts(
      details: """
        Rarer words are left out before windows are made, so the words around them move together.
        """,
      keywords: "rare words frequency cutoff"),
    "subsample": Texts(
      details: """
        A word of relative frequency f is kept with probability min(1, √(t/f) + t/f), as in word2vec.c;
        1e-3 to 1e-5 for large texts. Dropped words are skipped before windows are made.
        """, keywords: "stop words stopwords frequent sample downsampling"),
    "tokens": Texts(
      details: """
        words: runs of non-blank characters, lower-cased, with punctuation at both ends stripped;
        "Don't," becomes don't. What is punctuation alone is dropped. No word is dropped for being
        frequent; see subsample.
        raw: runs of non-blank characters as they are.
        """, keywords: "lower case lowercase punctuation tokenizer tokenization stop words"),
    "seed": Texts(
      details: "The same seed, text and settings give the same bits.",
      keywords: "random reproducible"),
  ]
}

extension Session {
  /// Keep probabilities under some thresholds, for a frequent, a middling and a rare word.
  var keepTable: String {
    let vocabulary = corpus.vocabulary
    let words = Array(Set([0, vocabulary.count / 2, vocabulary.count - 1])).sorted()
    let thresholds = [1e-2, 1e-3, 1e-4]
    return TextTable(
      ["w", "f"] + thresholds.map { "t = \(formatted($0, digits: 2))" },
      [.left] + Array(repeating: .right, count: 1 + thresholds.count),
      rows: words.map { word in
        let share =
          Double(vocabulary.occurrences(of: word)) / Double(max(1, vocabulary.keptTokens))
        return [name(word), fixed(share, decimals: 4)]
          + thresholds.map { threshold in
            fixed(
              Subsampling.keepProbability(of: word, in: vocabulary, threshold: threshold),
              decimals: 3)
          }
      }
    ).text
  }
}
