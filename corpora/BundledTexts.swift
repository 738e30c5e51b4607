import CTexts

/// The texts and lessons that are part of the program.
package enum BundledTexts {
  /// The corpus loaded when none is named.
  package static let defaultName = "fruit"

  /// The corpora, by name.
  package static let corpora: [String: [UInt8]] = [
    "cs224n": PackageResources.cs224n_txt,
    "fox": PackageResources.fox_txt,
    "fruit": PackageResources.fruit_txt,
    "royals": [UInt8](UnsafeBufferPointer(start: royals_text_start, count: royals_text_count)),
    "sky": PackageResources.sky_txt,
  ]

  /// The lessons, by name: scripts of commands with comments.
  package static let lessons: [String: [UInt8]] = [
    "analogy": PackageResources.analogy_sgdb,
    "cs224n": PackageResources.cs224n_sgdb,
    "eta-too-large": PackageResources.eta_too_large_sgdb,
    "fox": PackageResources.fox_sgdb,
    "fruit": PackageResources.fruit_sgdb,
    "one-negative-twice": PackageResources.one_negative_twice_sgdb,
    "royals": PackageResources.royals_sgdb,
    "softmax-by-hand": PackageResources.softmax_by_hand_sgdb,
    "softmax-vs-negative": PackageResources.softmax_vs_negative_sgdb,
    "tour": PackageResources.tour_sgdb,
    "update-order": PackageResources.update_order_sgdb,
  ]

  /// The names of all corpora.
  package static let names = corpora.keys.sorted()
}
