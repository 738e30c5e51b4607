import Debugger
import Glibc
import SystemPackage

/// Commands from a pipe or a file: a line each, without prompts.
///
/// Empty lines are skipped: in a script they separate, they do not repeat the last command.
final class LineStream: CommandSource {
  private static let room = 1 << 16
  /// Longer lines are refused, so that they cannot fill the memory.
  private static let longest = 1 << 26

  private let descriptor: FileDescriptor
  private let signals: Signals
  private var bytes: [UInt8] = []
  /// Where in `bytes` the next line starts.
  private var start = 0
  /// The bytes before this index, from `start` on, contain no newline.
  private var searched = 0
  private var isAtEnd = false

  init(_ descriptor: FileDescriptor, signals: Signals) {
    self.descriptor = descriptor
    self.signals = signals
  }

  func next() -> CommandInput {
    while true {
      while let line = nextLine() {
        if !line.isEmpty { return .line(String(decoding: line, as: UTF8.self)) }
      }
      if isAtEnd { return .end }
      if bytes.count - start > Self.longest {
        return .unusable("the input has a line of more than \(grouped(Self.longest)) bytes")
      }
      if waitForInput(descriptor, signals: signals, milliseconds: -1) {
        read()
      } else if let number = deadlySignal() {
        return .killed(number)
      }
    }
  }

  /// The next line that has been read, without its newline, or CR and newline.
  private func nextLine() -> ArraySlice<UInt8>? {
    let newline = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
    searched = bytes.count
    guard newline != nil || (isAtEnd && start < bytes.count) else { return nil }
    let end = newline ?? bytes.count
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    start = min(end + 1, bytes.count)
    searched = start
    return line
  }

  private func read() {
    bytes.removeSubrange(..<start)
    searched -= start
    start = 0
    let old = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.room))
    var count = 0
    do {
      count = try bytes.withUnsafeMutableBytes {
        try descriptor.read(
          into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]), retryOnInterrupt: false)
      }
      isAtEnd = count == 0
    } catch Errno.interrupted, Errno.wouldBlock {
    } catch {
      isAtEnd = true
    }
    bytes.removeLast(Self.room - count)
  }

  /// Nothing runs while a line is waited for, so Ctrl-C ends the program as it does any filter.
  private func deadlySignal() -> Int32? {
    while let signal = signals.next() {
      switch signal {
      case .interrupt: return SIGINT
      case .end(let number): return number
      case .stop: signals.stopProgram()
      case .resumed, .resized: break
      }
    }
    return nil
  }
}
