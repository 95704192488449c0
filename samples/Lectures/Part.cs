using System.Collections.Generic;

namespace Lectures;

/// <summary>Some chapters that belong together.</summary>
/// <param name="Title">Their common heading.</param>
/// <param name="Chapters">The chapters, in the order in which they are told.</param>
internal sealed record Part(string Title, IReadOnlyList<Chapter> Chapters);
