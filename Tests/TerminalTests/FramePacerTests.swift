import Terminal
import Testing

/// How often frames are drawn while something runs.
struct FramePacerTests {
  @Test("At most ten frames a second, and at most a hundredth of the time for drawing them")
  func pace() {
    let start = ContinuousClock.now
    var pacer = FramePacer()
    #expect(pacer.isDue(start))
    pacer.drew(from: start, to: start + .microseconds(200))
    #expect(!pacer.isDue(start + .milliseconds(99)))
    #expect(pacer.isDue(start + .milliseconds(100)))
    pacer.drew(from: start, to: start + .milliseconds(4))
    #expect(!pacer.isDue(start + .milliseconds(399)))
    #expect(pacer.isDue(start + .milliseconds(400)))
  }
}
