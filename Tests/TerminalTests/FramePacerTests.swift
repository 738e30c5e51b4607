import Terminal
import Testing

/// How often frames are drawn while something runs.
struct FramePacerTests {
  @Test(
    "At most ten frames a second, and at most a part of the time for drawing them",
    arguments: [FramePacer.progressPart, FramePacer.animationPart])
  func pace(parts: Int) {
    let start = ContinuousClock.now
    var pacer = FramePacer()
    #expect(pacer.isDue(start))
    pacer.drew(from: start, to: start + .microseconds(200), oneOf: parts)
    #expect(!pacer.isDue(start + .milliseconds(99)))
    #expect(pacer.isDue(start + .milliseconds(100)))
    pacer.drew(from: start, to: start + .milliseconds(40), oneOf: parts)
    #expect(!pacer.isDue(start + .milliseconds(40 * parts - 1)))
    #expect(pacer.isDue(start + .milliseconds(40 * parts)))
  }

  @Test("What begins to run waits for its first frame as the cost of the last new one asks")
  func begin() {
    let start = ContinuousClock.now
    var pacer = FramePacer()
    pacer.begin(start)
    #expect(pacer.isDue(start))
    pacer.drew(from: start, to: start + .milliseconds(40), oneOf: 100)
    let later = start + .seconds(60)
    pacer.drew(from: later, to: later + .milliseconds(1), oneOf: 100, isNew: false)
    pacer.begin(later)
    pacer.drew(from: later, to: later + .milliseconds(1), oneOf: 100, isNew: false)
    #expect(!pacer.isDue(later + .milliseconds(3999)))
    #expect(pacer.isDue(later + .seconds(4)))
  }
}
