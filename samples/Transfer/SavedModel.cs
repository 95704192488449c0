using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen;

namespace Transfer;

/// <summary>What a file says of a network beside its weights.</summary>
/// <remarks>
/// The head has as many outputs in the file as there are kinds: PyTorch reads it as a network for so many, and so does a class of the user's
/// own. What counts batches is left out, since nothing reads it.
/// </remarks>
/// <param name="Network">The network's name, that of a recipe.</param>
/// <param name="Kinds">The kinds' names by their labels.</param>
/// <param name="Statistics">What pictures are normalised by.</param>
internal sealed record SavedModel(string Network, IReadOnlyList<string> Kinds, ChannelStatistics Statistics)
{
    private const string NetworkKey = "network";
    private const string KindsKey = "kinds";

    /// <summary>Reads what a file says.</summary>
    /// <exception cref="InvalidDataException">The file is none that <see cref="Save"/> wrote.</exception>
    public static SavedModel Read(string path)
    {
        IReadOnlyDictionary<string, string> metadata = Safetensors.ReadMetadata(path);
        if (!metadata.TryGetValue(NetworkKey, out string? network) || !metadata.TryGetValue(KindsKey, out string? kinds))
        {
            throw new InvalidDataException($"'{path}' does not say which kinds its network knows; expected a file that --save wrote");
        }

        return new SavedModel(network, Names(kinds, path), ChannelStatistics.Load(path));
    }

    /// <summary>Writes a network with it, all at once.</summary>
    public void Save(ParameterCollection parameters, string path)
    {
        Parameter[] written = [.. parameters.Where(static parameter => !Head.IsCounter(parameter.Name))];
        Dictionary<string, string> metadata = new() { [NetworkKey] = Network, [KindsKey] = JsonSerializer.Serialize(Kinds) };
        string unfinished = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (FileStream stream = File.Create(unfinished))
            {
                SafetensorsWriter writer = new(stream, [.. written.Select(parameter => (parameter.Name, Head.ShapeFor(parameter, Kinds.Count)))], metadata);
                foreach (Parameter parameter in written)
                {
                    writer.Write(Head.ValueFor(parameter, Kinds.Count));
                }

                writer.Finish();
            }

            Statistics.AddTo(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Reads the weights.</summary>
    /// <exception cref="InvalidDataException">The file's tensors are not those of the network.</exception>
    public void LoadInto(ParameterCollection parameters, string path)
    {
        parameters.Load(path, new LoadOptions { MayDiffer = Head.Has, MayBeMissing = Head.IsCounter });
        Head.Load(parameters, Safetensors.Read(path), Kinds.Count);
    }

    private static string[] Names(string kinds, string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(kinds) is { Length: > 0 and <= Head.MostKinds } names)
            {
                return names;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new InvalidDataException($"'{path}' says that its kinds are {kinds}; expected from 1 to {Head.MostKinds} names, as JSON");
    }
}
