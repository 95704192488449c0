using System;
using System.Collections.Generic;

namespace CnnGen.Export;

/// <summary>Why a network cannot be read or exported.</summary>
/// <param name="message">What is wrong in one line.</param>
/// <param name="problems">All of it, a line each, where it is several things.</param>
internal sealed class ExportException(string message, IReadOnlyList<string>? problems = null) : Exception(message)
{
    public IReadOnlyList<string> Problems { get; } = problems ?? [];
}
