using System;
using System.Buffers.Binary;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>A tensor as a checkpoint of a test has it.</summary>
internal sealed record SavedTensor(string Storage, string Key, long Length, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Whether it is a parameter, a tensor with one more call around it.</summary>
    public bool IsParameter { get; init; }
}

/// <summary>A call of a name of Python.</summary>
internal sealed record SavedCall(string Module, string Name, params object?[] Arguments);

/// <summary>A tuple of Python.</summary>
internal sealed record SavedTuple(params object?[] Items);

/// <summary>Writes pickles as Python does, of the protocols 2 and 4.</summary>
internal sealed class PickleWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly int _protocol;
    private int _memos;

    private PickleWriter(int protocol) => _protocol = protocol;

    /// <summary>A value's pickle.</summary>
    public static byte[] Write(object? value, int protocol = 2)
    {
        PickleWriter writer = new(protocol);
        writer.Put(0x80, (byte)protocol);
        if (protocol >= 4)
        {
            writer.Put(0x95);
            writer.PutInt64(1000);
        }

        writer.Value(value);
        writer.Put((byte)'.');
        return writer._bytes.ToArray();
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                Put((byte)'N');
                break;
            case bool truth:
                Put(truth ? (byte)0x88 : (byte)0x89);
                break;
            case int number:
                Integer(number);
                break;
            case long number:
                Integer(number);
                break;
            case double number:
                Put((byte)'G');
                byte[] bits = new byte[sizeof(double)];
                BinaryPrimitives.WriteDoubleBigEndian(bits, number);
                Put(bits);
                break;
            case string text:
                Text(text);
                break;
            case SavedTuple tuple:
                Tuple(tuple.Items);
                break;
            case SavedCall call:
                Name(call.Module, call.Name);
                Tuple(call.Arguments);
                Put((byte)'R');
                Remember();
                break;
            case SavedTensor tensor:
                Tensor(tensor);
                break;
            case IDictionary dict:
                Dict(dict);
                break;
            case IEnumerable list:
                Put((byte)']');
                Remember();
                Put((byte)'(');
                foreach (object? item in list)
                {
                    Value(item);
                }

                Put((byte)'e');
                break;
            default:
                throw new ArgumentException($"{value} is not written", nameof(value));
        }
    }

    /// <summary>As a state_dict has it: an OrderedDict with attributes.</summary>
    private void Dict(IDictionary dict)
    {
        Name("collections", "OrderedDict");
        Put((byte)')', (byte)'R');
        Remember();
        Put((byte)'(');
        foreach (DictionaryEntry entry in dict)
        {
            Value(entry.Key);
            Value(entry.Value);
        }

        Put((byte)'u', (byte)'}', (byte)'(');
        Text("_metadata");
        Put((byte)'}', (byte)'u', (byte)'b');
    }

    private void Tensor(SavedTensor tensor)
    {
        if (tensor.IsParameter)
        {
            Name("torch._utils", "_rebuild_parameter");
            Put((byte)'(');
        }

        Name("torch._utils", "_rebuild_tensor_v2");
        Put((byte)'(', (byte)'(');
        Text("storage");
        Name("torch", tensor.Storage);
        Text(tensor.Key);
        Text("cpu");
        Integer(tensor.Length);
        Put((byte)'t', (byte)'Q');
        Integer(tensor.Offset);
        Tuple([.. tensor.Shape.Cast<object?>()]);
        Tuple([.. tensor.Strides.Cast<object?>()]);
        Put(0x89);
        Value(new SavedCall("collections", "OrderedDict"));
        Put((byte)'t', (byte)'R');
        if (tensor.IsParameter)
        {
            Put(0x88, (byte)'}', (byte)'t', (byte)'R');
        }
    }

    private void Tuple(object?[] items)
    {
        if (items.Length > 3)
        {
            Put((byte)'(');
        }

        foreach (object? item in items)
        {
            Value(item);
        }

        Put(items.Length switch { 0 => (byte)')', 1 => 0x85, 2 => 0x86, 3 => 0x87, _ => (byte)'t' });
    }

    private void Integer(long number)
    {
        if (number is >= 0 and <= byte.MaxValue)
        {
            Put((byte)'K', (byte)number);
        }
        else if (number is >= 0 and <= ushort.MaxValue)
        {
            Put((byte)'M', (byte)number, (byte)(number >> 8));
        }
        else if (number is >= int.MinValue and <= int.MaxValue)
        {
            Put((byte)'J');
            Put(BitConverter.GetBytes((int)number));
        }
        else
        {
            Put(0x8A, sizeof(long));
            PutInt64(number);
        }
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (_protocol >= 4 && bytes.Length <= byte.MaxValue)
        {
            Put(0x8C, (byte)bytes.Length);
        }
        else
        {
            Put((byte)'X');
            Put(BitConverter.GetBytes(bytes.Length));
        }

        Put(bytes);
        Remember();
    }

    // Once written out, then by the memo, as Python's pickler does.
    private void Name(string module, string name)
    {
        if (_names.TryGetValue($"{module}.{name}", out int place))
        {
            Put((byte)'j');
            Put(BitConverter.GetBytes(place));
            return;
        }

        if (_protocol >= 4)
        {
            Text(module);
            Text(name);
            Put(0x93);
        }
        else
        {
            Put([(byte)'c', .. Encoding.UTF8.GetBytes($"{module}\n{name}\n")]);
        }

        _names[$"{module}.{name}"] = _memos;
        Remember();
    }

    private void Remember()
    {
        if (_protocol >= 4)
        {
            Put(0x94);
        }
        else if (_memos <= byte.MaxValue)
        {
            Put((byte)'q', (byte)_memos);
        }
        else
        {
            Put((byte)'r');
            Put(BitConverter.GetBytes(_memos));
        }

        _memos++;
    }

    private void PutInt64(long number) => Put(BitConverter.GetBytes(number));

    private void Put(params byte[] bytes) => _bytes.Write(bytes);
}
