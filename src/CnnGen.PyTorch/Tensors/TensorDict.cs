using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.PyTorch.Pickles;

namespace CnnGen.PyTorch.Tensors;

/// <summary>A dictionary of a checkpoint with tensors in it.</summary>
/// <param name="Key">The keys that lead to it, with dots between them; a dot alone for the checkpoint itself.</param>
/// <param name="Tensors">Its tensors by name, in their order.</param>
/// <param name="Others">Its entries that are no tensors.</param>
internal sealed record TensorDict(string Key, IReadOnlyList<KeyValuePair<string, PickleTensor>> Tensors, int Others)
{
    /// <summary>The key of the checkpoint itself.</summary>
    public const string Root = ".";

    private const int DeepestDict = 16;

    // What training scripts call a network's weights, the likeliest first.
    private static readonly string[] UsualKeys = ["state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "weights", "params", "generator", "state_dict_ema", "model_ema", "ema"];

    /// <summary>The dictionaries with tensors, the likeliest network first: those that scripts call so, then those with more tensors.</summary>
    public static IReadOnlyList<TensorDict> FindAll(object? value)
    {
        List<TensorDict> found = [];
        Collect(value, "", 0, new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return [.. found.OrderBy(static dict => RankOf(dict.Key)).ThenByDescending(static dict => dict.Tensors.Count)];
    }

    private static int RankOf(string key)
    {
        int rank = System.Array.IndexOf(UsualKeys, key);
        return rank < 0 ? UsualKeys.Length : rank;
    }

    // Each container once, however often it is referred to: a pickle can refer to itself.
    private static void Collect(object? value, string key, int depth, HashSet<object> seen, List<TensorDict> found)
    {
        if (value is not (PickleDict or PickleList or PickleTuple) || depth > DeepestDict || !seen.Add(value))
        {
            return;
        }

        if (value is PickleDict dict && Of(key.Length == 0 ? Root : key, dict) is { Tensors.Count: > 0 } tensors)
        {
            found.Add(tensors);
        }

        foreach ((string name, object? item) in ItemsOf(value))
        {
            Collect(item, key.Length == 0 ? name : $"{key}.{name}", depth + 1, seen, found);
        }
    }

    private static IEnumerable<(string Name, object? Item)> ItemsOf(object value) => value switch
    {
        PickleDict dict => dict.Items.Where(static item => item.Key is string or long).Select(static item => (NameOf(item.Key), item.Value)),
        PickleList list => list.Items.Select(static (item, place) => (NameOf((long)place), item)),
        PickleTuple tuple => tuple.Items.Select(static (item, place) => (NameOf((long)place), item)),
        _ => [],
    };

    private static string NameOf(object? key) => key is long number ? number.ToString(CultureInfo.InvariantCulture) : (string)key!;

    private static TensorDict Of(string key, PickleDict dict)
    {
        // A key that is there twice has its later value, in its first place.
        OrderedDictionary<string, object?> entries = [];
        int nameless = 0;
        foreach ((object? name, object? value) in dict.Items)
        {
            if (name is string text)
            {
                entries[text] = value;
            }
            else
            {
                nameless++;
            }
        }

        KeyValuePair<string, PickleTensor>[] tensors = [.. entries.Where(static entry => entry.Value is PickleTensor).Select(static entry => KeyValuePair.Create(entry.Key, (PickleTensor)entry.Value!))];
        return new TensorDict(key, tensors, entries.Count - tensors.Length + nameless);
    }
}
