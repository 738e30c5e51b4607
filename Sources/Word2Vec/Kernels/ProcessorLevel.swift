import CKernels

/// The levels of processor that the inner loops are compiled for.
///
/// Levels differ in speed alone: parameters have the same bits at each. The fastest level that the
/// processor has is used, unless `SGDB_LEVEL` in the environment names another that it has.
package enum ProcessorLevel {
  /// The level in use: `baseline`, or `v3` or `v4` of x86-64.
  package static var current: String { String(cString: vector_level()) }

  /// The levels that this processor has, the fastest last.
  package static var supported: [String] {
    var levels: [String] = []
    while let level = vector_supported_level(levels.count) { levels.append(String(cString: level)) }
    return levels
  }
}
