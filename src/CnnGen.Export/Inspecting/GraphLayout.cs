using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Export.Inspecting;

/// <summary>Places of a network's layers in a drawing: a row for each, below all that it reads, and a column, in whose rows no other layer's line lies.</summary>
/// <remarks>
/// A layer stays in the column of the first layer that it reads where it is that one's first reader; any other reader opens a column of its own. So the main
/// path is a straight line and branches stand beside it.
/// </remarks>
internal sealed class GraphLayout
{
    private readonly int[] _rows;
    private readonly int[] _columns;

    public GraphLayout(NetworkInfo network)
    {
        int count = network.Layers.Count;
        _rows = new int[count];
        _columns = new int[count];
        int[] last = new int[count];
        for (int layer = 0; layer < count; layer++)
        {
            _rows[layer] = network.Layers[layer].Inputs.Max(RowOf) + 1;
            last[layer] = _rows[layer];
        }

        // A column is taken from a layer to the last that reads it.
        foreach ((LayerInfo reader, int place) in network.Layers.Select(static (layer, place) => (layer, place)))
        {
            foreach (int input in reader.Inputs.Where(static input => input >= 0))
            {
                last[input] = Math.Max(last[input], _rows[place]);
            }
        }

        Assign(network, last);
    }

    /// <summary>The rows below the input's.</summary>
    public int Rows => _rows.DefaultIfEmpty(0).Max();

    public int Columns => _columns.DefaultIfEmpty(0).Max() + 1;

    /// <summary>A layer's row; the input's is 0.</summary>
    public int RowOf(int layer) => layer < 0 ? 0 : _rows[layer];

    public int ColumnOf(int layer) => layer < 0 ? 0 : _columns[layer];

    private void Assign(NetworkInfo network, int[] last)
    {
        // Of each column the last row that is taken, by the layer that took it.
        List<(int Row, int Layer)> taken = [(0, -1)];
        for (int layer = 0; layer < _rows.Length; layer++)
        {
            int column = FindColumn(taken, network.Layers[layer].Inputs, _rows[layer]);
            if (column == taken.Count)
            {
                taken.Add(default);
            }

            taken[column] = (last[layer], layer);
            _columns[layer] = column;
        }
    }

    // Where a layer continues what is the latest of its column, their lines are one.
    private static int FindColumn(List<(int Row, int Layer)> taken, IReadOnlyList<int> inputs, int row)
    {
        int continued = taken.FindIndex(column => inputs.Contains(column.Layer) && column.Row <= row);
        int free = taken.FindIndex(column => column.Row < row);
        return continued >= 0 ? continued : free >= 0 ? free : taken.Count;
    }
}
