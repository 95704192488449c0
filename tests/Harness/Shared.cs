using System;
using System.IO;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Finds the reference results and data sets that are not part of this repository.</summary>
internal static class Shared
{
    /// <summary>Why a test that needs them is skipped.</summary>
    public const string Missing = "needs the reference data: set CNNGEN_SHARED to its folder or put it beside the repository as 'shared'";

    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Folder!, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CNNGEN_SHARED") is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CnnGen.sln")))
            {
                string beside = Path.Combine(folder.Parent?.FullName ?? "", "shared");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}

/// <summary>A test that is skipped, with the reason, where the reference data is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Shared.Folder is null ? Shared.Missing : null;
}

/// <summary>A theory that is skipped, with the reason, where the reference data is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Shared.Folder is null ? Shared.Missing : null;
}
