using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Model;

/// <summary>Remembers what a pure function gave, for all threads and all networks of the process, within a bound.</summary>
/// <remarks>
/// A compiler server runs the generator again at every edit, and all but the edited layer's kernels are those of the run before. Only time
/// depends on what is remembered: the function must give equal results for equal keys.
/// Values live in two generations. When the young one is full it becomes the old one, and what nobody has asked for since is forgotten.
/// </remarks>
/// <typeparam name="TKey">Compared by value.</typeparam>
/// <typeparam name="TValue">Immutable.</typeparam>
/// <param name="compute">The function.</param>
/// <param name="weigh">What a value counts for.</param>
/// <param name="capacity">The weight of one generation.</param>
internal sealed class Memo<TKey, TValue>(Func<TKey, TValue> compute, Func<TValue, int> weigh, long capacity)
{
    private readonly object _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];
    private long _weight;

    /// <summary>The value of a key. Two threads that want the same one at once may both compute it.</summary>
    public TValue this[TKey key] => Get(key, compute);

    /// <summary>How many values have been computed.</summary>
    public long Computed { get; private set; }

    /// <summary>The value of a key, computed in a way of the caller's, who may want to end it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="computeIt">Gives what the function gives, or throws: nothing is remembered then.</param>
    public TValue Get(TKey key, Func<TKey, TValue> computeIt)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out TValue young))
            {
                return young;
            }

            if (_old.TryGetValue(key, out TValue old))
            {
                Keep(key, old);
                return old;
            }
        }

        TValue value = computeIt(key);
        lock (_lock)
        {
            Computed++;
            Keep(key, value);
        }

        return value;
    }

    /// <summary>Values held in both generations.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Forgets everything, as in a process that has just started.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _young = [];
            _old = [];
            _weight = 0;
        }
    }

    private void Keep(TKey key, TValue value)
    {
        if (_young.ContainsKey(key))
        {
            return;
        }

        _young.Add(key, value);
        _weight += weigh(value);
        if (_weight > capacity)
        {
            _old = _young;
            _young = [];
            _weight = 0;
        }
    }
}
