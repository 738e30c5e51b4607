import Foundation
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Files")
struct FileTests {
  /// Whether this process has a file open.
  private func isOpen(_ path: String) throws -> Bool {
    let folder = "/proc/self/fd"
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try FileManager.default.contentsOfDirectory(atPath: folder).contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path
    }
  }

  @Test("A session file that is given up is closed, whatever has been read of it")
  func closed() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("a.sgdbs")
    try testSession().output("save session \(file)")
    #expect(throws: Interruption.self) {
      let reader = try SessionFileReader(path: file)
      _ = try reader.read(
        upTo: 1, cancellation: Cancellation { () throws(Interruption) in throw Interruption() })
    }
    #expect(try !isOpen(file))
    let damaged = try folder.write(folder.bytes("a.sgdbs").prefix(20), to: "b.sgdbs")
    #expect(throws: SessionFileError.self) {
      _ = try SessionFileReader(path: damaged)
    }
    #expect(try !isOpen(damaged))
    let reader = try SessionFileReader(path: file)
    #expect(try isOpen(file))
    withExtendedLifetime(reader) {}
  }

  @Test("Ctrl-C ends the reading of a silent pipe")
  func silentPipe() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    // Both ends, so that opening does not wait and reading never reaches the end.
    let held = open(pipe, O_RDWR | O_CLOEXEC)
    defer { close(held) }
    let session = try testSession()
    var polls = 0
    session.interrupt {
      polls += 1
      return polls > 3
    }
    let start = ContinuousClock.now
    let effects = session.apply("source \"\(pipe)\"")
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect("\(effects)".contains("interrupted"))
  }
}
