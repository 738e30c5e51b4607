// swift-tools-version: 6.2
import PackageDescription

/// Texts and lessons that are part of the binary; larger ones are embedded by `corpora/texts.c`.
let embedded =
  ["cs224n", "fox", "fruit", "sky"].map { "\($0).txt" }
  + [
    "analogy",
    "cs224n",
    "eta-too-large",
    "fox",
    "fruit",
    "one-negative-twice",
    "royals",
    "softmax-by-hand",
    "softmax-vs-negative",
    "tour",
    "update-order",
  ].map { "\($0).sgdb" }

let package = Package(
  name: "sgdb",
  products: [
    .library(name: "Word2Vec", targets: ["Word2Vec"]),
    .executable(name: "sgdb", targets: ["sgdb"]),
    // What is measured, with symbols that only this package and its benchmarks see.
    .library(name: "Inside", targets: ["CKernels", "Debugger", "Panes", "Runs", "Terminal"]),
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // For `swift package generate-documentation`; no target depends on it.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    // For tests only.
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "Word2Vec",
      dependencies: [
        "CKernels",
        "CPlatform",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Runs",
      dependencies: [
        "Word2Vec",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "DequeModule", package: "swift-collections"),
      ]),
    .target(
      name: "Debugger",
      dependencies: [
        "CPlatform",
        "Corpora",
        "Runs",
        "Word2Vec",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Panes",
      dependencies: [
        "Debugger",
        "Runs",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "CKernels"),
    .target(name: "CPlatform"),
    .target(
      name: "CTexts",
      path: "corpora",
      sources: ["texts.c"]),
    .target(
      name: "Corpora",
      dependencies: ["CTexts"],
      path: "corpora",
      exclude: [
        "README.md", "generate.swift", "include", "royals.grammar", "royals.txt", "texts.c",
      ],
      sources: ["BundledTexts.swift"],
      resources: embedded.map { .embedInCode($0) }),
    .target(
      name: "CReadline", dependencies: ["CPlatform"],
      linkerSettings: [.linkedLibrary("readline")]),
    .target(
      name: "CCurses", dependencies: ["CPlatform"],
      linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(
      name: "Terminal",
      dependencies: [
        "CCurses",
        "CPlatform",
        "CReadline",
        "Debugger",
        "Panes",
        "Runs",
        "Word2Vec",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "sgdb",
      dependencies: [
        "Debugger",
        "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Corpora",
        "Debugger",
        "Word2Vec",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/TestSupport"),
    .target(name: "RandomCases", dependencies: ["Word2Vec"], path: "Tests/RandomCases"),
    .target(
      name: "FuzzTargets", dependencies: ["Debugger", "Panes", "RandomCases", "Runs", "Word2Vec"],
      path: "Fuzzing/Targets"),
    .executableTarget(
      name: "KernelCheck", dependencies: ["RandomCases", "Word2Vec"], path: "Tests/KernelCheck"),
    .testTarget(
      name: "Word2VecTests", dependencies: ["RandomCases", "Word2Vec", "TestSupport"]),
    .testTarget(
      name: "DebuggerTests",
      dependencies: ["Debugger", "FuzzTargets", "RandomCases", "Runs", "TestSupport"],
      exclude: ["SessionFiles", "Transcripts"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "Debugger", "RandomCases", "Runs", "Terminal", "TestSupport", "sgdb",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "PanesTests", dependencies: ["Panes", "RandomCases", "Runs", "TestSupport"],
      exclude: ["Screens"]),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "RandomCases", "TestSupport"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ]
)
