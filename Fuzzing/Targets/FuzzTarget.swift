import Word2Vec

/// A part of the program that fuzzing runs on any bytes.
///
/// A target runs the same way under libFuzzer and in a test that replays stored inputs.
package struct FuzzTarget: Sendable {
  /// Its name, for `script/fuzz` and the folder of its stored inputs.
  package let name: String
  /// A description, in a few words.
  package let summary: String
  /// The most bytes of an input.
  package let limit: Int
  /// Inputs to start from.
  package let seeds: @Sendable () throws -> [[UInt8]]
  /// Makes what the inputs share, and returns the function that runs one input.
  ///
  /// That function throws ``BrokenProperty``, or stops the process by a trap.
  package let prepare: @Sendable () throws -> ([UInt8]) throws -> Void

  /// Every target.
  package static let all: [FuzzTarget] =
    [
      expressions, commands, scripts, corpus,
    ]
    + vectors + [sessions, students, text, screen, model]
}

/// Requires that an input that runs again and again gives back its memory.
///
/// - Parameters:
///   - input: The input.
///   - run: Runs it.
///   - allocated: The number of bytes allocated now.
/// - Throws: ``BrokenProperty`` if every few runs leave more; the error of a run.
package func requireSteadyMemory(
  _ input: [UInt8], _ run: ([UInt8]) throws -> Void, allocated: () -> Int
) throws {
  // The first runs may fill tables that are kept.
  for _ in 0..<2 { try run(input) }
  var before = allocated()
  for _ in 0..<4 {
    for _ in 0..<3 { try run(input) }
    let after = allocated()
    if after <= before { return }
    before = after
  }
  throw BrokenProperty("an input leaves more memory allocated each time")
}

/// An error for a property that does not hold.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Requires a property.
///
/// - Throws: ``BrokenProperty``.
func require(_ condition: Bool, _ description: @autoclosure () -> String) throws {
  if !condition { throw BrokenProperty(description()) }
}

/// Requires that text shown holds nothing that steers a terminal.
///
/// - Throws: ``BrokenProperty``.
func requireSafe(_ text: String, _ origin: @autoclosure () -> String) throws {
  let bad = text.unicodeScalars.first { $0 != "\n" && $0 != "\t" && !$0.isShown }
  try require(
    bad == nil, "\(origin().debugDescription) shows \(text.debugDescription)")
}
