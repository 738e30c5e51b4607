import Foundation
import SkipGram

@testable import Debugger

/// A session on a text of a test.
func testSession(
  _ text: String = "the cat sat on the mat\nthe dog sat on the cat\na bird saw the dog\n",
  adjust: (inout Hyperparameters) -> Void = { _ in }
) throws -> Session {
  let corpus = try CorpusReader(
    bytes: Array(text.utf8), source: .standardInput, tokenization: .words
  ).finish()
  var hyperparameters = Hyperparameters()
  hyperparameters.epochs = 20
  adjust(&hyperparameters)
  let session = Session(corpus: corpus, hyperparameters: hyperparameters)
  return session
}

extension Session {
  /// Runs a line and returns what it prints, failures too.
  @discardableResult
  func output(_ line: String) -> String {
    run(line).compactMap { effect in
      switch effect {
      case .print(let text), .failure(let text): text
      default: nil
      }
    }
    .joined(separator: "\n")
  }

  /// Runs a line that has to fail, and returns its message.
  func failure(_ line: String) -> String? {
    for case .failure(let text) in run(line) { return text }
    return nil
  }

  /// Everything that decides how the run goes on, and where it stands.
  var standing: NaiveRun.State { NaiveRun.state(of: trainer, loss: recentLosses.last) }
}

/// A folder that goes away with this value.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "sgdb-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}
