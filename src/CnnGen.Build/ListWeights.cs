using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace CnnGen.Build;

/// <summary>Writes what the headers of a project's weights files describe as text, which the compiler can read.</summary>
public sealed class ListWeights : Task
{
    /// <summary>The project's folder.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The weights files.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The project's embedded resources, weights files and others, with their LogicalName.</summary>
    public ITaskItem[] Resources { get; set; } = [];

    /// <summary>The text's file; one that says the same already stays as it is, so that nothing is compiled anew.</summary>
    [Required]
    public string Listing { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        Dictionary<string, string> resources = new(PathComparer);
        foreach (ITaskItem resource in Resources)
        {
            resources.TryAdd(FullPath(resource), resource.GetMetadata("LogicalName"));
        }

        IEnumerable<string> paths = Files.Select(FullPath).Concat(resources.Keys.Where(static path => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)));
        string text = string.Concat(paths.Distinct(PathComparer).Order(StringComparer.Ordinal)
            .Select(path => WeightsHeader.Describe(Path.GetRelativePath(Folder, path).Replace('\\', '/'), path, resources.GetValueOrDefault(path))));
        try
        {
            if (!File.Exists(Listing) || File.ReadAllText(Listing) != text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Listing))!);
                File.WriteAllText(Listing, text);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.LogError($"the list of weights files '{Listing}' cannot be written: {exception.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private static StringComparer PathComparer => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");
}
