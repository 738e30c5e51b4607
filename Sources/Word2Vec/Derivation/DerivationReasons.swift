extension DerivationLine {
  /// The reason of the step from the line above, in a few words; for a misprint, what is wrong.
  public var reason: String {
    if let erratum { return "often printed so, which is wrong: \(erratum.reason)" }
    return Self.reasons[name] ?? ""
  }

  private static let reasons: [String: String] = [
    "sigma.1": "definition",
    "sigma.2": "derivative of a reciprocal: (1/f)' = -f'/f²",
    "sigma.3": "chain rule: ∂e^{-x}/∂x = -e^{-x}",
    "sigma.4": "e^{-x} = (1+e^{-x}) - 1, and one factor split off",
    "sigma.5": "the definition of σ, read backwards",
    "softmax.center.1": "F = -ln ŷ_o with the definition of ŷ_o",
    "softmax.center.2": "ln of a quotient is a difference; ln e^z = z",
    "softmax.center.3": "u_oᵀv_c is linear in v_c; chain rule: (ln f)' = f'/f",
    "softmax.center.4": "chain rule: ∂e^{u_wᵀv_c}/∂v_c = e^{u_wᵀv_c} u_w; each over the sum is ŷ_w",
    "softmax.center.5": "the sign multiplied in: expected minus observed",
    "softmax.outside.A1": "the same F, as a function of u_o",
    "softmax.outside.A2": "u_oᵀv_c is linear in u_o; chain rule: (ln f)' = f'/f",
    "softmax.outside.A3": "only the term w = o depends on u_o, and e^{z_o}/Σ = ŷ_o",
    "softmax.outside.B1": "the same F, as a function of another u_w",
    "softmax.outside.B2": "u_oᵀv_c does not contain u_w; chain rule: (ln f)' = f'/f",
    "softmax.outside.B3": "only the term of w depends on u_w, and e^{z_w}/Σ = ŷ_w",
    "negative.center.1": "F with the observed and the K drawn words",
    "negative.center.2": "chain rule: ∂σ(x)/∂x = σ(x)(1-σ(x)), ∂ln f = f'/f",
    "negative.center.3": "σ cancels, and the sum changes its sign",
    "negative.outside.A": "only the first term depends on u_o; ∂ln σ(x)/∂x = 1-σ(x)",
    "negative.outside.B": "a word drawn n times has n terms; ∂ln σ(-x)/∂x = -(1-σ(-x))",
    "window.loss": "definition: a sum over the pairs",
    "window.outside": "the derivative of a sum is the sum of derivatives",
    "window.center": "the derivative of a sum is the sum of derivatives",
    "window.zero": "J does not contain these vectors",
    "table.1": "A3, summed over the pairs that observe the word",
    "table.2": "B3, summed over all pairs",
    "table.3": "the observed word's term, summed over its pairs",
    "table.4": "the drawn word's terms, summed over its draws",
    "table.5": "the center's gradient, summed over the pairs",
    "table.6": "the center's gradient, summed over the pairs",
    "table.7": "J does not contain these vectors",
  ]
}
