using System.Reflection;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Where the pages of diagnostics are: at the tag of the version that reports them, so that a page says what that version does.</summary>
internal static class DiagnosticPages
{
    private static readonly string Tag = "v" + Version();

    /// <summary>The page of a diagnostic.</summary>
    public static string Of(string id) => $"https://github.com/cnngen/cnngen/blob/{Tag}/docs/diagnostics/{id}.md";

    private static string Version()
    {
        string version = typeof(DiagnosticPages).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>().InformationalVersion;
        // The commit stands behind a plus.
        return version.Split('+')[0];
    }
}
