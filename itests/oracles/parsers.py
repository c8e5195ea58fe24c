# SPDX-License-Identifier: Apache-2.0
"""The parsers of others: how a frame becomes what each takes, and its result {quantity: value}."""

import importlib
import json
import logging

from habluetooth import BluetoothServiceInfoBleak

from frames import BASE_UUID

logging.disable(logging.CRITICAL)

# family of frames: (module, class) of the parser that knows it
OF_HOME_ASSISTANT = {
    "bluemaestro": ("bluemaestro_ble", "BlueMaestroBluetoothDeviceData"),
    "bthome-v1": ("bthome_ble", "BTHomeBluetoothDeviceData"),
    "bthome-v2": ("bthome_ble", "BTHomeBluetoothDeviceData"),
    "govee": ("govee_ble", "GoveeBluetoothDeviceData"),
    "inkbird": ("inkbird_ble", "INKBIRDBluetoothDeviceData"),
    "kegtron": ("kegtron_ble", "KegtronBluetoothDeviceData"),
    "mibeacon": ("xiaomi_ble", "XiaomiBluetoothDeviceData"),
    "miscale": ("xiaomi_ble", "XiaomiBluetoothDeviceData"),
    "moat": ("moat_ble", "MoatBluetoothDeviceData"),
    "mopeka": ("mopeka_iot_ble", "MopekaIOTBluetoothDeviceData"),
    "oral-b": ("oralb_ble", "OralBBluetoothDeviceData"),
    "oralb": ("oralb_ble", "OralBBluetoothDeviceData"),
    "qingping": ("qingping_ble", "QingpingBluetoothDeviceData"),
    "rapt-pill": ("rapt_ble", "RAPTPillBluetoothDeviceData"),
    "ruuvi": ("ruuvitag_ble", "RuuvitagBluetoothDeviceData"),
    "sensirion": ("sensirion_ble", "SensirionBluetoothDeviceData"),
    "sensorpush": ("sensorpush_ble", "SensorPushBluetoothDeviceData"),
    "thermobeacon": ("thermobeacon_ble", "ThermoBeaconBluetoothDeviceData"),
    "thermopro": ("thermopro_ble", "ThermoProBluetoothDeviceData"),
    "tilt": ("tilt_ble", "TiltBluetoothDeviceData"),
}

# where Ravning has another name for it
OUR_NAMES = {
    "battery_voltage": "voltage",
    "carbon_dioxide": "co2",
    "mass": "weight",
    "mass_non_stabilized": "weight_non_stabilized",
}

# what Theengs' names are in Ravning
OF_THEENGS = {
    "tempc": "temperature",
    **{f"tempc{n}": f"temperature_probe_{n}" for n in range(1, 7)},
    "hum": "humidity",
    "batt": "battery",
    "pres": "pressure",
    "co2": "co2",
    "pm25": "pm25",
    "pm10": "pm10",
    "volt": "voltage",
    "lux": "illuminance",
    "moi": "moisture",
    "fer": "conductivity",
}


class HomeAssistant:
    """A parser of the kind that Home Assistant uses: one object a device, made anew for each frame."""

    asked_each = 1

    def __init__(self, module, name):
        self.name = module.replace("_", "-")
        self._type = getattr(importlib.import_module(module), name)

    def read(self, frame):
        parser = self._type(bindkey=bytes.fromhex(frame.key)) if frame.key else self._type()
        update = parser.update(_service_info(frame))
        units = {key: description.native_unit_of_measurement for key, description in update.entity_descriptions.items()}
        read = {}
        for key, value in update.entity_values.items():
            if value.native_value is not None:
                read[_quantity(key)] = _in_our_unit(value.native_value, units.get(key))
        return read


class Theengs:
    """Theengs' decoder, which OpenMQTTGateway has too."""

    name = "theengs"
    asked_each = 4  # it needs a millisecond for a frame, ten times what the others do

    def __init__(self):
        self._decode = importlib.import_module("TheengsDecoder").decodeBLE

    def read(self, frame):
        if len(frame.manufacturer) > 1 or len(frame.service) > 1:
            return None
        fields = {"id": frame.address, "rssi": frame.rssi}
        if frame.name:
            fields["name"] = frame.name
        for company, data in frame.manufacturer:
            fields["manufacturerdata"] = company.to_bytes(2, "little").hex() + data
        for uuid, data in frame.service:
            fields["servicedatauuid"] = uuid[4:8] if uuid.endswith(BASE_UUID) else uuid
            fields["servicedata"] = data
        answer = self._decode(json.dumps(fields))
        read = json.loads(answer) if answer else {}
        return {ours: read[name] for name, ours in OF_THEENGS.items() if isinstance(read.get(name), (int, float))}


def _service_info(frame):
    return BluetoothServiceInfoBleak(
        name=frame.name or frame.address,
        address=frame.address,
        rssi=frame.rssi,
        manufacturer_data={company: bytes.fromhex(data) for company, data in frame.manufacturer},
        service_data={uuid: bytes.fromhex(data) for uuid, data in frame.service},
        service_uuids=list(frame.uuids),
        source="oracles",
        device=None,
        advertisement=None,
        connectable=True,
        time=0.0,
        tx_power=None,
    )


def _quantity(key):
    name = str(getattr(key.key, "value", key.key))
    name = OUR_NAMES.get(name, name)
    device = (key.device_id or "").replace(" ", "_")
    return name if not device or name.endswith(device) else f"{name}_{device}"


def _in_our_unit(value, unit):
    unit = getattr(unit, "value", unit)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    if unit == "°F":
        return (value - 32) / 1.8
    return {"Pa": 0.01, "kPa": 10, "mV": 0.001, "lb": 0.45359237}.get(unit, 1) * value


def of(family):
    """The parsers that a family is held against; Theengs says nothing where it has no model."""
    if family in OF_HOME_ASSISTANT:
        yield _parser(*OF_HOME_ASSISTANT[family])
    yield _theengs()


_made = {}


def _parser(module, name):
    if module not in _made:
        _made[module] = HomeAssistant(module, name)
    return _made[module]


def _theengs():
    if "theengs" not in _made:
        _made["theengs"] = Theengs()
    return _made["theengs"]
