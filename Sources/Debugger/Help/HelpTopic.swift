/// Help on a concept rather than a command.
package struct HelpTopic: Sendable {
  package let name: String
  /// What it is about, in a few words.
  package let title: String
  private let paragraphs: [String]
  /// What stands below the paragraphs as it is.
  private var card = ""
  /// Commands to try.
  package let examples: [String]

  /// The whole topic, ending with commands to try.
  package var text: String {
    ([title] + paragraphs.map(wrapped) + (card.isEmpty ? [] : [card]) + [
      "try:\n" + examples.map { "  " + $0 }.joined(separator: "\n")
    ])
    .joined(separator: "\n")
  }

  /// Every topic.
  package static let all: [HelpTopic] = [
    HelpTopic(
      name: "notation", title: "The symbols of the derivation",
      paragraphs: [
        "V and U hold a center vector v_w and an outside vector u_w for each of the W words, "
          + "d numbers each. The window has a center word c and up to 2m outside words o; each "
          + "makes a pair with the center.",
        "z_w = u_wᵀv_c is a score, ŷ = softmax(z) the predicted distribution, σ the logistic "
          + "function, F the loss of a pair, J = Σ F the loss of the window: a sum, never a mean. "
          + "Losses are in nats.",
        "Every gradient of an outside vector is a number times v_c: its coefficient.",
      ], examples: ["print J", "print z[center]", "terms center"]),
    HelpTopic(
      name: "softmax", title: "The full softmax, F = -ln ŷ_o",
      paragraphs: [
        "ŷ_w = e^{z_w} / Σ e^{z}. The gradient ∂F/∂v_c is the expected outside vector minus the "
          + "observed one, Σ_w ŷ_w u_w - u_o. Every u_w moves: ∂F/∂u_o = (ŷ_o - 1) v_c and "
          + "∂F/∂u_w = ŷ_w v_c for all others."
      ], examples: ["set objective softmax", "terms center 1", "print yhat[center]"]),
    HelpTopic(
      name: "negative-sampling",
      title: "Negative sampling, F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)",
      paragraphs: [
        "Each pair is told apart from K words drawn from the noise distribution, unigram counts "
          + "to the power 0.75. A word drawn n times counts n times. Only the observed word and the "
          + "drawn ones move.",
        "Draws are keyed, not sequential: toggling, forcing or redrawing them in one window never "
          + "changes what later windows draw.",
      ],
      examples: [
        "set objective negative-sampling", "negatives", "negatives redraw", "set negatives 2",
      ]),
    HelpTopic(
      name: "direction", title: "Who predicts whom",
      paragraphs: [
        "Here the center word predicts its outside words, as in the derivation: v_c is a center "
          + "vector, u_o an outside vector. word2vec.c and gensim swap the two: they feed the outside "
          + "word in and predict the center. The sums over a corpus are alike, single updates are not."
      ], examples: ["info window"]),
    HelpTopic(
      name: "windows", title: "What a window is, and where a session stands",
      paragraphs: [
        "A line of the corpus is a sentence, and windows never cross it. A session always stands "
          + "before a window: everything on screen is computed from the parameters as they are now. "
          + "Window n is the n-th of the run, from 0, so n is also the number of updates applied.",
        "Pairs are numbered from 1, left to right, draws from 1, components of a vector from 0.",
      ], examples: ["where", "list", "window king : the old", "stepi"]),
    HelpTopic(
      name: "precision", title: "Which numbers are exact",
      paragraphs: [
        "Parameters are Float32. Everything shown is computed from them in double precision. The "
          + "update itself is applied in Float32 and agrees with the gradients shown to Float32 "
          + "rounding. The mean J of a long run is summed from Float32 scores.",
        "`set precision 17` prints every digit; `info model` prints a hash of all bits.",
      ], examples: ["set precision 17", "print J", "info model"]),
    HelpTopic(
      name: "expressions", title: "What print understands",
      paragraphs: [
        "Numbers, + - * / **, comparisons, && || !, parentheses, [i] on vectors, the symbols of "
          + "the derivation and the functions cos dot norm sum mean min max abs exp ln sqrt sigma count.",
        "v[w] u[w] z[w] yhat[w] y[p] F[p] outside[p] negative[p][k] grad.v[w] grad.u[w] "
          + "grad.center[p] grad.outside[p][w] lossAfter. A name that is no symbol is a word; a word "
          + "where a vector is wanted means its center vector. Quotes always make a word.",
      ],
      examples: [
        "print norm(v[center])", "print grad.u[center][0]", "print cos(v[center], u[center])",
      ]),
    HelpTopic(
      name: "files", title: "What can be read and written",
      paragraphs: [
        "`save vectors v.txt` writes V, with --outside U: .txt and .vec are word2vec text, .bin "
          + "word2vec binary, .tsv the projector's form. `export w.json` and `export w.csv` write the "
          + "pending window. Files are written under a temporary name and renamed when complete."
      ], examples: ["save vectors v.txt", "export window.json", "export json -"]),
    HelpTopic(
      name: "plots", title: "Pictures of the numbers",
      paragraphs: [
        "`plot NAME` shows one; `layout plots` shows several beside each other. They are drawn with "
          + "characters, so `plot` prints them where there are no panes, and `export NAME FILE.svg` "
          + "or FILE.txt writes them to a file. What colour says, a mark or a number says too."
      ]
        + Plot.all.flatMap { plot in
          [plot.usage.joined(separator: "  |  ") + ": " + plot.summary + ".", plot.details]
        },
      examples: Plot.all.flatMap(\.examples) + ["export projection words.svg", "layout plots"]),
    HelpTopic(
      name: "keys", title: "Keys",
      paragraphs: [
        "The line is GNU Readline's: your inputrc and vi mode work, and `$if sgdb` is for you; "
          + "keys can be bound to the functions "
          + PaneKey.all.map(\.function).joined(separator: ", ") + "."
      ], card: KeyCard.text,
      examples: ["focus scores", "layout gradients", "set mouse off"]),
  ]
}
