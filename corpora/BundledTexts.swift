import Glibc

/// The texts and lessons that come with the program.
///
/// Small ones are part of the binary; larger ones are files found beside the package.
package enum BundledTexts {
  /// The corpus loaded when none is named.
  package static let defaultName = "fruit"

  /// The corpora that are part of the binary, by name.
  package static let corpora: [String: [UInt8]] = [
    "cs224n": PackageResources.cs224n_txt,
    "fox": PackageResources.fox_txt,
    "fruit": PackageResources.fruit_txt,
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

  /// Corpora that are files beside the package.
  package static let fileNames = ["royals"]

  /// The names of all corpora.
  package static let names = (Array(corpora.keys) + fileNames).sorted()

  /// The path of a file in `corpora/`, looked for in the folders above the program and in
  /// `share/sgdb` beside it.
  package static func path(ofFile name: String) -> String? {
    guard !name.contains("/"), let program = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(program) }
    var folder = String(cString: program)
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      for candidate in ["\(folder)/corpora/\(name)", "\(folder)/share/sgdb/\(name)"]
      where access(candidate, R_OK) == 0 {
        return candidate
      }
    }
    return nil
  }
}
