import Debugger
import Terminal
import Testing

/// Parts of the terminal's module that need no terminal.
struct PartsTests {
  @Test("A progress line tells share, rate and time left")
  func progress() {
    let progress = Progress(
      title: "loading a.txt", done: 3_000_000, total: 12_000_000, unit: "bytes", note: "J 11.2")
    #expect(
      progressLine(progress, from: 1_000_000, seconds: 2)
        == "loading a.txt: 25% of 12M bytes, 1.0M bytes/s, 9 s left, J 11.2")
  }

  @Test("Without a total a progress line tells what is done, and no time left")
  func openProgress() {
    let progress = Progress(title: "running", done: 950, total: nil, unit: "windows")
    #expect(
      progressLine(progress, from: 0, seconds: 10) == "running: 950 windows, 95 windows/s")
  }

  @Test(
    "Numbers are short",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1.0k"), (9940, "9.9k"), (12_345, "12k"),
      (999_499, "999k"), (999_500, "1.0M"), (4_400_000, "4.4M"), (7e15, "7000T"),
    ])
  func numbers(number: Double, shown: String) {
    #expect(shortNumber(number) == shown)
  }

  @Test(
    "Durations are in readable units",
    arguments: [
      (8.4, "8 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (.infinity, "277777777777 h 46 min"),
    ]
  )
  func durations(seconds: Double, shown: String) {
    #expect(shortDuration(seconds) == shown)
  }

  @Test(
    "What is entered becomes commands",
    arguments: [
      ("", [""]), ("step", ["step"]), ("  ", ["  "]), ("a\nb", ["a", "b"]),
      ("a\n\n  \nb\n", ["a", "b"]), ("\n\n", [""]), ("a\n", ["a"]),
    ])
  func commands(entered: String, commands: [String]) {
    #expect(splitIntoCommands(entered) == commands)
  }

  @Test("A run's time is seconds and words a second")
  func measuredRun() {
    #expect(
      measured("3 windows", words: 12_345, taking: .milliseconds(1500))
        == "3 windows  1.5 s  8,230 words/s")
    #expect(measured("", words: 0, taking: .seconds(1)).hasSuffix(" 0 words/s"))
    #expect(!measured("1 window", words: 1, taking: .microseconds(220)).contains("words/s"))
    #expect(partOutside(.milliseconds(1985), of: .seconds(2)) == "0.75 % overhead")
    #expect(partOutside(.seconds(2), of: .seconds(2)) == "0.00 % overhead")
  }

  @Test(
    "A colour becomes the nearest of the terminal's",
    arguments: [
      (Palette.Kind.indexed, 255, 0, 0, 196), (.indexed, 8, 8, 8, 232),
      (.indexed, 95, 135, 175, 67),
      (.basic, 250, 10, 10, 1), (.basic, 0, 0, 0, 0), (.basic, 200, 200, 210, 7),
      (.direct, 1, 2, 3, 0x010203), (.direct, 0, 0, 1, 8), (.none, 255, 0, 0, -1),
    ])
  func colors(kind: Palette.Kind, red: UInt8, green: UInt8, blue: UInt8, number: Int32) {
    #expect(Palette(kind: kind).number(of: .rgb(red, green, blue)) == number)
  }

  @Test(
    "The terminal's own colour stays its own", arguments: [Palette.Kind.none, .basic, .indexed])
  func standardColor(kind: Palette.Kind) {
    #expect(Palette(kind: kind).number(of: .standard) == -1)
  }

  @Test(
    "Text on a colour of a plot is dark where the terminal's colour is light, and light on dark",
    arguments: [
      (5, 80, 150, 7), (92, 165, 215, 0), (240, 240, 236, 0), (250, 170, 80, 0), (180, 75, 0, 7),
    ])
  func contrast(red: UInt8, green: UInt8, blue: UInt8, number: Int32) {
    let palette = Palette(kind: .basic)
    for ink in [UInt8(0), 7] {
      let text = palette.foreground(
        of: .init(foreground: .basic(ink), background: .rgb(red, green, blue)))
      #expect(palette.number(of: text) == number)
      let chosen = Palette(kind: .indexed).foreground(
        of: .init(foreground: .basic(ink), background: .rgb(red, green, blue)))
      #expect(chosen == .basic(ink))
    }
    #expect(palette.foreground(of: .init(foreground: .basic(1))) == .basic(1))
  }
}
