using System;
using System.IO;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>The folder of reference results: CNNGEN_SHARED, or "shared" beside the repository.</summary>
internal static class SharedFolder
{
    public static string? Path { get; } = Find();

    public static string? SkipReason =>
        Path is null ? "the reference results are missing: set CNNGEN_SHARED, or put them at ../shared from the repository's root" : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CNNGEN_SHARED") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                string beside = System.IO.Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}

/// <summary>A fact that needs the reference results and is skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedFolder.SkipReason;
}

/// <summary>A theory that needs the reference results and is skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFolder.SkipReason;
}
