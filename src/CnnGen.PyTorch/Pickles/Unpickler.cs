using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace CnnGen.PyTorch.Pickles;

/// <summary>
/// Reads a pickle of the protocols 2 to 5 as far as state dicts need it. It makes values and nothing else: a name of Python that is not in
/// <see cref="KnownNames"/> ends it, and nothing that is read is ever run.
/// </summary>
/// <remarks>It does not recurse, and each instruction makes one value of a bounded size, so that time and memory are bounded by their number.</remarks>
internal sealed class Unpickler
{
    // A tensor takes some 50, so that this is some 80,000 tensors.
    private const int MostInstructions = 4_000_000;

    private readonly PickleBytes _bytes;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private int _instructions;

    private Unpickler(byte[] pickle) => _bytes = new PickleBytes(pickle);

    /// <summary>The value that a pickle holds.</summary>
    /// <exception cref="CheckpointException">It is damaged, or needs what is not known.</exception>
    public static object? Read(byte[] pickle) => new Unpickler(pickle).Run();

    private object? Run()
    {
        while (true)
        {
            Spend(1);
            int position = _bytes.Position;
            Opcode code = (Opcode)_bytes.Byte();
            if (code == Opcode.Stop)
            {
                return Pop();
            }

            if (!TryNumber(code) && !TryText(code) && !TryMemo(code) && !TryContainer(code) && !TryStack(code) && !TryName(code))
            {
                throw new CheckpointException($"the pickle has the instruction 0x{(byte)code:X2} at byte {position}, which no checkpoint needs: the file is damaged, or none of torch.save's");
            }
        }
    }

    private bool TryNumber(Opcode code)
    {
        switch (code)
        {
            case Opcode.None:
                return Push(null);
            case Opcode.NewTrue:
                return Push(true);
            case Opcode.NewFalse:
                return Push(false);
            case Opcode.BinInt:
                return Push((long)_bytes.Int32());
            case Opcode.BinInt1:
                return Push((long)_bytes.Byte());
            case Opcode.BinInt2:
                return Push((long)_bytes.UInt16());
            case Opcode.BinFloat:
                return Push(_bytes.BigEndianDouble());
            case Opcode.Long1:
                return Push(_bytes.Integer(_bytes.Byte()) ?? (object)PickleOther.Instance);
            case Opcode.Long4:
                return Push(_bytes.Integer(_bytes.Int32()) ?? (object)PickleOther.Instance);
            default:
                return false;
        }
    }

    private bool TryText(Opcode code)
    {
        switch (code)
        {
            case Opcode.ShortBinUnicode:
                return Push(_bytes.Text(_bytes.Byte()));
            case Opcode.BinUnicode:
                return Push(_bytes.Text(_bytes.UInt32()));
            case Opcode.BinUnicode8:
                return Push(_bytes.Text(_bytes.Int64()));

            // Texts of Python 2, whose names are as good.
            case Opcode.ShortBinString:
                return Push(_bytes.Text(_bytes.Byte()));
            case Opcode.BinString:
                return Push(_bytes.Text(_bytes.Int32()));
            case Opcode.ShortBinBytes:
                return Skip(_bytes.Byte());
            case Opcode.BinBytes:
                return Skip(_bytes.UInt32());
            case Opcode.BinBytes8 or Opcode.ByteArray8:
                return Skip(_bytes.Int64());
            default:
                return false;
        }
    }

    private bool TryMemo(Opcode code)
    {
        switch (code)
        {
            case Opcode.BinPut:
                return Remember(_bytes.Byte());
            case Opcode.LongBinPut:
                return Remember(_bytes.UInt32());
            case Opcode.Memoize:
                return Remember(_memo.Count);
            case Opcode.BinGet:
                return Recall(_bytes.Byte());
            case Opcode.LongBinGet:
                return Recall(_bytes.UInt32());
            default:
                return false;
        }
    }

    private bool TryContainer(Opcode code)
    {
        switch (code)
        {
            case Opcode.EmptyTuple:
                return Push(new PickleTuple([]));
            case Opcode.Tuple1:
                return PushTuple(1);
            case Opcode.Tuple2:
                return PushTuple(2);
            case Opcode.Tuple3:
                return PushTuple(3);
            case Opcode.Tuple:
                return Push(new PickleTuple(PopToMark()));
            case Opcode.EmptyList or Opcode.EmptySet:
                return Push(new PickleList());
            case Opcode.List or Opcode.FrozenSet:
                object?[] items = PopToMark();
                Push(new PickleList());
                return Append(items);
            case Opcode.Append:
                return Append([Pop()]);
            case Opcode.Appends or Opcode.AddItems:
                return Append(PopToMark());
            case Opcode.EmptyDict:
                return Push(new PickleDict());
            case Opcode.Dict:
                object?[] pairs = PopToMark();
                Push(new PickleDict());
                return SetItems(pairs);
            case Opcode.SetItem:
                object? value = Pop();
                return SetItems([Pop(), value]);
            case Opcode.SetItems:
                return SetItems(PopToMark());
            default:
                return false;
        }
    }

    private bool TryStack(Opcode code)
    {
        switch (code)
        {
            // Says how long a part of the pickle is, which nobody needs who has all of it.
            case Opcode.Frame:
                _bytes.Take(sizeof(long));
                return true;
            case Opcode.Proto:
                return CheckProtocol(_bytes.Byte());
            case Opcode.Mark:
                _marks.Push(_stack.Count);
                return true;
            case Opcode.Pop:
                Pop();
                return true;
            case Opcode.PopMark:
                PopToMark();
                return true;
            case Opcode.Dup:
                return Push(Top());
            default:
                return false;
        }
    }

    private bool TryName(Opcode code)
    {
        switch (code)
        {
            case Opcode.Global:
                return Push(KnownNames.Find(_bytes.Line(), _bytes.Line()));
            case Opcode.StackGlobal:
                (object? name, object? module) = (Pop(), Pop());
                return Push(KnownNames.Find(module as string ?? throw Broken(), name as string ?? throw Broken()));
            case Opcode.Reduce or Opcode.NewObj:
                return Call(Pop());
            case Opcode.NewObjEx:
                Pop();
                return Call(Pop());

            // What Python would write into the object: attributes, which no tensor needs.
            case Opcode.Build:
                Pop();
                Top();
                return true;
            case Opcode.BinPersId:
                return Push(KnownNames.Storage(Pop()));
            default:
                return false;
        }
    }

    private static bool CheckProtocol(byte protocol) => protocol is >= 2 and <= 5
        ? true
        : throw new CheckpointException($"the pickle is of protocol {protocol}, and 2 to 5 are read; save it anew with torch.save");

    private bool Call(object? arguments)
    {
        object?[] items = (arguments as PickleTuple ?? throw Broken()).Items;
        if (items is [PickleList copied])
        {
            Spend(copied.Items.Count);
        }

        return Push(KnownNames.Call(Pop() as PickleGlobal ?? throw Broken(), items));
    }

    private bool Append(ReadOnlySpan<object?> items)
    {
        (Top() as PickleList ?? throw Broken()).Items.AddRange(items);
        return true;
    }

    private bool SetItems(ReadOnlySpan<object?> pairs)
    {
        PickleDict dict = Top() as PickleDict ?? throw Broken();
        if (pairs.Length % 2 != 0)
        {
            throw Broken();
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            dict.Items.Add(new(pairs[i], pairs[i + 1]));
        }

        return true;
    }

    private bool Remember(long place)
    {
        _memo[place] = Top();
        return true;
    }

    private bool Recall(long place) => _memo.TryGetValue(place, out object? value) ? Push(value) : throw Broken();

    private bool PushTuple(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return Push(new PickleTuple(items));
    }

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out int mark))
        {
            throw Broken();
        }

        object?[] items = CollectionsMarshal.AsSpan(_stack)[mark..].ToArray();
        _stack.RemoveRange(mark, items.Length);
        return items;
    }

    private bool Skip(long length)
    {
        _bytes.Take(length);
        return Push(PickleOther.Instance);
    }

    private bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    private object? Pop()
    {
        object? value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    // What lies below a mark is not to be had before the mark is gone.
    private object? Top() => _stack.Count > (_marks.TryPeek(out int mark) ? mark : 0) ? _stack[^1] : throw Broken();

    private void Spend(int instructions)
    {
        _instructions += instructions;
        if (_instructions > MostInstructions)
        {
            throw new CheckpointException($"the pickle has more than {MostInstructions} instructions; save the tensors alone: torch.save(model.state_dict(), new_path)");
        }
    }

    private CheckpointException Broken() => new($"the pickle's instruction before byte {_bytes.Position} does not find what it needs: the file is damaged; get it again");
}
